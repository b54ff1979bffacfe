"""Formal Dutch of the engine: every text, and each way in which "je" becomes "u" or "uw"."""

import re

import pytest

from plek.engines.benefit_rules.formal_dutch import FORMAL_DUTCH, INVERTED, PLAIN, POSSESSED, formal
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.tests.dutch import dutch_texts

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie|jezelf|jijzelf)\b", re.IGNORECASE)
JE = re.compile(r"(?:(?P<before>[\w-]+) )?\bje\b(?: (?P<after>[\w-]+))?", re.IGNORECASE)
TEXTS = [text for text in dutch_texts() if FAMILIAR.search(text)]
BEFORE_WHO_ACTS = frozenset({
    "als", "belt", "bouwde", "dat", "dit", "en", "hoeveel", "je", "kreeg", "maar", "meld", "misschien", "of",
    "om", "omdat", "terwijl", "vóór", "voor", "vroeg", "waarom", "wat", "werd", "werkte", "ww", "zolang",
    "gemeente", "van", "bij", "uwv", "waarop", "nadat",
})  # fmt: skip
"""Words before "je" by which somebody acts or is acted upon, beside the verbs of ``INVERTED``."""


def test_the_engine_speaks_to_somebody() -> None:
    assert len(TEXTS) > 200


def test_every_text_says_u() -> None:
    assert [text for text in TEXTS if FAMILIAR.search(formal(text))] == []


def test_every_je_is_of_a_known_sort() -> None:
    """A new sentence with a noun or verb that is not known here would else be put into wrong Dutch in silence."""
    assert [text for text in TEXTS if not all(map(_is_known, JE.finditer(text)))] == []


def _is_known(found: re.Match[str]) -> bool:
    before, after = (found[name] or "" for name in ("before", "after"))
    owned = after.lower() in POSSESSED or after.lower() == "recht"
    return owned or not before or before.lower() in {*INVERTED, *BEFORE_WHO_ACTS}


@pytest.mark.parametrize(
    ("familiar", "said"),
    [
        ("Je loon telt mee.", "Uw loon telt mee."),
        ("Je krijgt meer, maar je hoeft niets te doen.", "U krijgt meer, maar u hoeft niets te doen."),
        ("Daarom krijg je {result} extra.", "Daarom krijgt u {result} extra."),
        ("Heb je meer spaargeld? Dan kun je bellen.", "Hebt u meer spaargeld? Dan kunt u bellen."),
        ("Vraag je gemeente ernaar.", "Vraag uw gemeente ernaar."),
        ("Vraag je binnen een jaar bijstand aan?", "Vraagt u binnen een jaar bijstand aan?"),
        ("Zolang je werkt, houd je je WAO-klasse.", "Zolang u werkt, houdt u uw WAO-klasse."),
        ("Leg uit waarom je je niet hebt gemeld.", "Leg uit waarom u zich niet hebt gemeld."),
        ("Meld je ziek bij je werkgever.", "Meld u ziek bij uw werkgever."),
        ("Je recht op Wajong blijft.", "Uw recht op Wajong blijft."),
        ("Dan kun je recht hebben op WW.", "Dan kunt u recht hebben op WW."),
        ("Bij jou, op jouw leeftijd, jijzelf meegeteld.", "Bij u, op uw leeftijd, uzelf meegeteld."),
        ("Als jullie inkomen stijgt. Eén van jullie is 20.", "Als uw inkomen stijgt. Eén van u is 20."),
        ("De wet geldt voor iedereen.", "De wet geldt voor iedereen."),
    ],
)
def test_each_way_of_saying_u(familiar: str, said: str) -> None:
    assert formal(familiar) == said


def test_every_word_of_the_lists_is_used() -> None:
    """So that the lists do not grow stale."""
    said = " ".join(TEXTS).lower()
    assert [word for word in POSSESSED if not re.search(rf"\b(je|jullie) {word}\b", said)] == []
    assert [verb for verb in INVERTED if not re.search(rf"\b{verb} je\b", said)] == []
    assert [word for word in PLAIN if not re.search(rf"\b{word}\b", said)] == []


def test_a_sentence_in_each_language() -> None:
    sentence = Sentence("Je loon", "Your pay")
    said = [sentence.in_(language) for language in ("nl", FORMAL_DUTCH, "en")]
    assert said == ["Je loon", "Uw loon", "Your pay"]
