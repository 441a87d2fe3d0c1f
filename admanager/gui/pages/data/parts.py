"""Which parts of a source are imported (sheets, tables or lists), and what was said and proposed of each; no widgets here.

A source without such parts has one, called None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from admanager.ingest.options import ImportOptions
from admanager.texts import AdManagerError, Sentence

if TYPE_CHECKING:
    from admanager.ingest.plan import Problem, Proposal


@dataclass
class Part:
    """What the user said of one part, what was proposed for it, or why it cannot be read; `asked` numbers the questions.

    `said` is None until something is: then a part that is known is read as it was.
    """

    said: ImportOptions | None = None
    proposal: Proposal | None = None
    failure: AdManagerError | None = None
    asked: int = 0

    @property
    def can_import(self) -> bool:
        """Whether it was read, and nothing stands in the way."""
        return self.failure is None and self.proposal is not None and self.proposal.can_import


class Parts:
    """The parts of one source: the one that is shown, and those that are chosen to be imported."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()
        self.shown: str | None = None
        self._chosen: set[str | None] = {None}
        self._parts: dict[str | None, Part] = {None: Part()}

    @property
    def are_several(self) -> bool:
        """Whether there is something to choose."""
        return len(self.names) > 1

    @property
    def chosen(self) -> list[str | None]:
        """The parts to import, in the order of the source."""
        return [name for name in (self.names or (None,)) if name in self._chosen]

    def part(self, name: str | None) -> Part:
        """Return a part by its name."""
        return self._parts.setdefault(name, Part())

    @property
    def current(self) -> Part:
        """The part that is shown."""
        return self.part(self.shown)

    def wishes(self, name: str | None) -> ImportOptions:
        """Return what a part is imported with: what the user has said, or what is remembered of it."""
        part = self.part(name)
        if part.said is not None:
            return part.said
        return part.proposal.wishes if part.proposal is not None else ImportOptions(part=name)

    def ask(self, name: str | None) -> int:
        """Return the number of a question about a part; only the answer to the last one counts."""
        part = self.part(name)
        part.asked += 1
        return part.asked

    def take(self, name: str | None, number: int, answer: Proposal | AdManagerError) -> bool:
        """Note the answer to a question about a part; return whether it counts.

        The first one says which parts there are: the one that it shows is chosen, and those of which an import is in the project.
        """
        part = self.part(name)
        if part.asked != number:
            return False
        if isinstance(answer, AdManagerError):
            part.failure = answer
            return True
        part.proposal, part.failure = answer, None
        if not self.names:
            self._begin(part, answer)
        return True

    def _begin(self, first: Part, proposal: Proposal) -> None:
        self.names = proposal.parts if len(proposal.parts) > 1 else ()
        if self.names:
            self.shown = proposal.part
            self._parts = {self.shown: first}
            self._chosen = {self.shown, *proposal.imported}

    def choose(self, name: str, *, wanted: bool) -> None:
        """Import a part, or do not."""
        (self._chosen.add if wanted else self._chosen.discard)(name)

    def unread(self) -> list[str | None]:
        """Return the chosen parts of which nothing is known yet, and nothing was asked."""
        return [name for name in self.chosen if not self.part(name).asked]

    @property
    def can_import(self) -> bool:
        """Whether something is chosen, and nothing stands in the way of any of it."""
        return bool(self.chosen) and all(self.part(name).can_import for name in self.chosen)

    def to_import(self) -> list[ImportOptions]:
        """Return what each chosen part is imported with."""
        if not self.are_several:
            return [self.wishes(None)]
        return [self.wishes(name).model_copy(update={"part": name}) for name in self.chosen]

    def problems(self) -> list[tuple[str | None, Problem | Sentence | str]]:
        """Return what is doubtful or wrong, what blocks first: of the part that is shown all, of other chosen ones what blocks.

        The name of the part stands before those of the others.
        """
        found: list[tuple[str | None, Problem | Sentence | str]] = []
        if self.current.failure is not None:
            found.append((None, self.current.failure.message))
        elif self.current.proposal is not None:
            problems = sorted(self.current.proposal.problems, key=lambda problem: not problem.blocks)
            found += [(None, problem) for problem in problems]
        others: list[tuple[str | None, Problem | Sentence | str]] = []
        for name in self.chosen:
            part = self.part(name)
            if name == self.shown:
                continue
            if part.failure is not None:
                others.append((name, part.failure.message))
            elif part.proposal is not None:
                others += [(name, problem) for problem in part.proposal.problems if problem.blocks]
        return others + found
