"""Formal Dutch: the same sentence to a client of an organisation that says "u".

"Je" before what somebody has is "uw", elsewhere "u"; a verb before it that has lost its t gets that back.
"""

import re
from functools import lru_cache

FORMAL_DUTCH = "nl-x-formal"
"""The language of who is addressed as "u"."""

POSSESSED = frozenset({
    "aanvraag", "andere", "aow-leeftijd", "baan", "bijstand", "contract", "dagloon", "eerste", "enige",
    "garantiebedrag", "gemeente", "huishouden", "huur", "inkomen", "inkomstenformulier", "inkomstenopgave",
    "iva", "kinderen", "klantmanager", "klasse", "kortingen", "laatste", "leefsituatie", "leeftijd", "loon",
    "loongerelateerde", "loonheffingskorting", "loonstroken", "loonstrook", "nieuwe", "organisatie", "oude",
    "ouders", "partner", "schuld", "toeslagen", "uitkering", "uren", "vakantiegeld", "vermogen", "voorschot",
    "wajong", "wao", "wao-klasse", "werk", "werkgever", "wga", "ww",
})  # fmt: skip
"""Words before which "je" says whose."""

INVERTED = {
    "bedoel": "bedoelt", "begin": "begint", "ben": "bent", "betaal": "betaalt", "doe": "doet", "heb": "hebt",
    "houd": "houdt", "kom": "komt", "krijg": "krijgt", "kun": "kunt", "verdien": "verdient",
    "verlies": "verliest", "vraag": "vraagt", "word": "wordt",
}  # fmt: skip
"""Verbs as they stand before "je", and before "u"."""

PLAIN = {"jou": "u", "jijzelf": "uzelf", "jouw": "uw"}
_PARTS = re.compile(r"([\w-]+)")


@lru_cache(maxsize=4096)
def formal(text: str) -> str:
    """The sentence with "u"."""
    parts = _PARTS.split(text)
    words = [part.lower() for part in parts]
    for place in range(1, len(parts), 2):
        if words[place] in PLAIN:
            parts[place] = _as_written(PLAIN[words[place]], parts[place])
        elif words[place] in ("je", "jullie"):
            _address(parts, words, place)
    return "".join(parts)


def _address(parts: list[str], words: list[str], place: int) -> None:
    """Replaces the word at a place, and the verb before it."""
    before, after = _neighbour(words, place, -1), _neighbour(words, place, 1)
    if after in POSSESSED or (after == "recht" and before not in INVERTED):
        parts[place] = _as_written("uw", parts[place])
    elif before == "je":
        parts[place] = "zich"
    else:
        parts[place] = _as_written("u", parts[place])
        if before in INVERTED:
            parts[place - 2] = _as_written(INVERTED[before], parts[place - 2])


def _neighbour(words: list[str], place: int, step: int) -> str:
    """The word beside one, when only a space stands between them."""
    beside = place + 2 * step
    return words[beside] if 0 < beside < len(words) and words[place + step] == " " else ""


def _as_written(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
