"""Ideas for headlines: learned in a child process, made up word by word, and never a copy, a figure or a forbidden word."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import admanager
from admanager.__main__ import main
from admanager.creative.brand import save_brand
from admanager.creative.idea_words import BEGIN, END, RARE, Copies, clean, find_words, followers, words_of
from admanager.creative.ideas import IdeaModel, headline_ideas, learn_ideas
from admanager.creative.networks import letters
from admanager.creative.training.idea_run import TrainedIdeas, train_ideas
from admanager.jobs import Job
from admanager.learning.headlines import read_headlines
from admanager.project.file import ProjectFile
from admanager.texts import AdManagerError
from tests.creative.conftest import SHOP
from tests.learning.test_headlines import write_tests

WHO = ["linen shirts", "wool coats", "rain boots", "tea towels", "garden chairs", "desk lamps", "oak tables"]
WHAT = ["made to last", "back in stock", "ready for spring", "cut by hand", "down to $9", "loved by cooks"]
HOW = ["Our", "Your new", "Meet the", "Say hello to"]
WHERE = ["", " in every size", " for small kitchens", ", and just what tall people like"]
KNOWN = np.random.default_rng(0).random((len(HOW), len(WHO), len(WHAT))) < 0.5
# Half of what can be said, each in four lengths; the other half is there to be thought of.
HEADLINES = [
    f"{HOW[how]} {WHO[who]} {WHAT[what]}{where}" for how, who, what in np.argwhere(KNOWN) for where in WHERE
]


@pytest.fixture(scope="module")
def trained() -> TrainedIdeas:
    """A model of half of all headlines of a little language."""
    return train_ideas(HEADLINES, seed=0, job=Job())


@pytest.fixture(scope="module")
def model(trained: TrainedIdeas) -> IdeaModel:
    return IdeaModel(trained.onnx, trained.words, HEADLINES)


def test_the_file_is_the_trainers_and_told_the_held_out_headlines_well(trained: TrainedIdeas) -> None:
    assert trained.card["onnx_difference"] <= 1e-4
    assert trained.card["headlines"] == len(HEADLINES)
    # Of some fifty words about one in two is open at each place of this language.
    assert trained.card["perplexity"] < 4


def test_ideas_are_new_short_enough_and_hold_no_figure_or_forbidden_word(model: IdeaModel) -> None:
    ideas = model.make_up(12, seed=3, limit=36, forbidden=["Boots"])
    assert len(ideas) >= 4
    assert len(set(ideas)) == len(ideas)
    assert not set(ideas) & set(HEADLINES)
    for idea in ideas:
        assert 12 <= letters(idea) <= 36
        assert not any(letter.isdigit() or letter == "$" for letter in idea)
        assert "boots" not in idea.casefold()
        assert set(words_of(idea)) <= {word for text in HEADLINES for word in words_of(text)} | {
            idea.split()[0]
        }


def test_one_seed_gives_the_same_ideas_and_another_others(trained: TrainedIdeas, model: IdeaModel) -> None:
    again = IdeaModel(trained.onnx, trained.words, HEADLINES)
    assert again.make_up(8, seed=1, limit=50) == model.make_up(8, seed=1, limit=50)
    assert model.make_up(8, seed=1, limit=50) != model.make_up(8, seed=2, limit=50)


def test_longer_ideas_are_made_where_they_may_be_longer(model: IdeaModel) -> None:
    short, long = ([letters(text) for text in model.make_up(40, seed=0, limit=n)] for n in (36, 70))
    assert max(short) <= 36 < max(long) <= 70


def test_chinese_headlines_are_learned_by_their_characters() -> None:
    who, what = (
        ["亚麻衬衫", "羊毛大衣", "雨靴", "茶巾", "台灯"],
        ["经久耐用", "全新上市", "春日必备", "手工裁制"],
    )
    how = ["我们的", "你的", "全家的", "今天的", "城市的", "春天的"]
    every = [f"{a}{b}，{c}" for a, b, c in itertools.product(how, who, what)]
    texts = [
        text
        for text, known in zip(every, np.random.default_rng(0).random(len(every)) < 0.7, strict=True)
        if known
    ]
    made = train_ideas(texts, seed=0, job=Job())
    learned = IdeaModel(made.onnx, made.words, texts)
    ideas = learned.make_up(4, seed=0, limit=36)
    assert ideas
    assert all("\u4e00" <= letter <= "\u9fff" or letter in "，！" for idea in ideas for letter in idea)
    assert not set(ideas) & set(texts)


@given(st.text(max_size=60))
def test_words_join_to_the_text_that_they_were_cut_from(text: str) -> None:
    plain = clean(text)
    assert clean(plain) == plain
    assert "".join(words_of(plain)) == plain


@given(
    st.lists(
        st.sampled_from(["red", "blue", "tea", "mug", "lamp", "for", "the", "old", "new", "big"]),
        min_size=1,
        max_size=12,
    )
)
def test_a_headline_and_any_part_of_it_are_copies(words: list[str]) -> None:
    headline = " ".join(words)
    copies = Copies(["Something else", headline])
    assert copies.has(headline.upper() + "!")
    assert copies.has(" ".join(words[len(words) // 2 :]))
    assert not copies.has(f"{words[0]} unheard of {words[-1]}")


def test_six_words_of_a_headline_in_a_row_are_a_copy_and_five_are_not() -> None:
    copies = Copies(["one two three four five six seven eight"])
    assert copies.has("zero two three four five six seven nine")
    assert not copies.has("zero two three four five six nine ten")
    assert not copies.has("one tw")
    chinese = Copies(["春天到了，穿上新的亚麻衬衫出门走走"])
    assert chinese.has("春天到了，穿上新的亚麻衬衫在家")
    assert not chinese.has("冬天来了，穿上新的亚麻衬衫在家")


def test_rare_words_are_not_known_and_never_follow() -> None:
    words = find_words(["a red mug", "a red cup", "a red mug", "a mug"])
    assert set(words.known) == {"a", " red", " mug"}
    places = words.places("a red cup")
    assert places[-1] == RARE
    after = followers(words, ["a red mug", "a red cup"])
    assert after[BEGIN].sum() == 1
    assert after[words.places(" red")[0]].tolist().count(True) == 1
    assert after[words.places(" mug")[0], END]
    assert not after[:, RARE].any()


def test_a_project_learns_ideas_ranks_them_and_undo_takes_them_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "shop.adm"
    admanager.create(path).close()
    file = write_tests(tmp_path / "tests.csv")
    assert main(["headlines", str(path), "train", str(file), "--json"]) == 0
    capsys.readouterr()
    words = [
        "creatives",
        str(path),
        "ideas",
        str(file),
        "--count",
        "5",
        "--seed",
        "2",
        "--longest",
        "60",
        "--json",
    ]
    assert main(words) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["label"], told["learned"]["headlines"]) == ("idea", 585)
    scores = [idea["score"] for idea in told["ideas"]]
    assert scores == sorted(scores, reverse=True)
    # "Free" doubles the clicks in these tests.
    assert told["ideas"][0]["text"].startswith("Free ")
    with admanager.open(path) as opened:
        again = opened.headline_ideas(count=5, seed=2, limit=60)
        assert [idea.text for idea in again] == [idea["text"] for idea in told["ideas"]]
        save_brand(opened.file, SHOP.model_copy(update={"forbidden_words": ("free",)}))
        assert all("free" not in idea.text.casefold() for idea in opened.headline_ideas(count=5, limit=60))
        assert opened.undo() is not None
        assert opened.undo() == "Learn to make up headlines"
        with pytest.raises(AdManagerError, match="not learned to make up headlines yet"):
            opened.headline_ideas()
    assert main(["creatives", str(path), "ideas"]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_what_cannot_be_learned_from_is_said(project: ProjectFile, tmp_path: Path) -> None:
    few = tmp_path / "few.txt"
    few.write_text("\ufeffOne headline\n\nOne headline\nAnother\n", encoding="utf-8")
    assert read_headlines(project, few) == ["One headline", "One headline", "Another"]
    with pytest.raises(AdManagerError, match="2 different headlines; at least 100"):
        learn_ideas(project, few)
    few.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(AdManagerError, match="cannot be read as UTF-8"):
        learn_ideas(project, few)
    with pytest.raises(AdManagerError, match="cannot be read as UTF-8"):
        learn_ideas(project, tmp_path / "none.txt")
    table = tmp_path / "table.csv"
    table.write_text("slogan,year\nBuy our tea,2020\nTry our tea,2021\n", encoding="utf-8")
    with pytest.raises(AdManagerError, match=r"no column for headline.*slogan, year"):
        learn_ideas(project, table)
    assert read_headlines(project, table, column="Slogan") == ["Buy our tea", "Try our tea"]
    with pytest.raises(AdManagerError, match="not learned"):
        headline_ideas(project)
