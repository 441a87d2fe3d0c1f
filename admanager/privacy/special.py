"""Special categories of personal data (GDPR, article 9): what a column is called tells that it may hold one.

Values tell little: "none" and "asthma" are words like others. Nothing is refused; who targets people by such a column is
told so, since that needs their explicit consent.
"""

from __future__ import annotations

from admanager.privacy.findings import header_words
from admanager.texts import Sentence, sentence

_WORDS: dict[str, tuple[str, ...]] = {
    "health": (
        "health", "medical", "medicine", "medication", "disease", "illness", "diagnosis", "diagnoses", "disability",
        "disabled", "allergy", "allergies", "symptom", "symptoms", "therapy", "prescription", "pregnant", "pregnancy",
        "hiv", "diabetes", "diabetic", "asthma", "cancer", "depression", "icd", "blood", "bmi", "smoker",
    ),
    "religion": ("religion", "religious", "faith", "belief", "beliefs", "church", "denomination"),
    "origin": ("ethnicity", "ethnic", "race", "racial"),
    "politics": ("political", "politics", "party affiliation", "trade union", "union member", "union membership"),
    "sex": ("sexuality", "sexual orientation", "sex life"),
    "body": ("biometric", "biometrics", "fingerprint", "genetic", "genome", "dna"),
}  # fmt: skip
_CHINESE: dict[str, tuple[str, ...]] = {
    "health": ("健康状况", "疾病", "病史", "病情", "诊断", "残疾", "过敏", "怀孕", "用药", "血型"),
    "religion": ("宗教", "信仰"),
    "origin": ("民族", "种族"),
    "politics": ("政治面貌", "党派", "工会"),
    "sex": ("性取向",),
    "body": ("指纹", "基因", "生物特征", "人脸特征"),
}


def special_category(name: str) -> Sentence | None:
    """Return what kind of special data a column of this name may hold, or None."""
    words = f" {header_words(name)} "
    for kind, told in _KINDS.items():
        if any(f" {word} " in words for word in _WORDS[kind]) or any(
            word in words for word in _CHINESE[kind]
        ):
            return told
    return None


_KINDS = {
    "health": sentence("health"),
    "religion": sentence("religion or belief"),
    "origin": sentence("ethnic origin"),
    "politics": sentence("politics or trade unions"),
    "sex": sentence("sex life"),
    "body": sentence("biometric or genetic data"),
}


def caution(column: str) -> Sentence | None:
    """Return what to think of before people are chosen by this column, or None where that needs no thought."""
    kind = special_category(column)
    if kind is None:
        return None
    return sentence(
        "{column} may tell of people's {kind}, a special category of personal data; target people by it only with their explicit consent to that.",
        column=column,
        kind=kind,
    )
