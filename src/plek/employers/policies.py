"""What a member may do with employers, and which employers are probably one and the same."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.spelling import best_likeness, fold, grams, words

LEGAL_FORMS = frozenset(
    {"bv", "nv", "vof", "cv", "maatschap", "stichting", "cooperatie", "holding", "nederland", "de", "het"}
)
"""Words that say nothing about which firm it is."""
ALIKE_FROM = 0.5

Verdict = str | Promise | None
"""None when it may; otherwise the sentence that says why not and what to do."""


def keep_employers(by: Membership) -> Verdict:
    """Only who works the caseload keeps employers; they are shared by all of them."""
    return None if by.role in CASELOAD_ROLES else _("Only employment specialists and their leader keep employers.")


def follow_contact(by: Membership, recorded_by_id: int, is_standing: bool) -> Verdict:
    """Who wrote a contact down may correct it, as long as no later row did."""
    if by.pk != recorded_by_id:
        return _("Only who logged this contact can correct it. Ask your colleague.")
    return (
        None if is_standing else _("This contact was corrected or withdrawn already. Reload the page to see it.")
    )


def held(held_on: date, on: date) -> Verdict:
    """A contact is logged after it took place."""
    return None if held_on <= on else _("This day is still to come. Choose today or an earlier day.")


def core(name: str) -> str:
    """What is left of a firm's name without its legal form."""
    called = words(name.replace(".", ""))
    return " ".join(word for word in called if word not in LEGAL_FORMS) or " ".join(called)


def likeness(one: str, other: str) -> float:
    """From 0 (nothing alike) to 1 (the same name but for capitals, accents and legal form)."""
    mine, theirs = grams(core(one)), grams(core(other))
    return len(mine & theirs) / len(mine | theirs)


def are_alike(name: str, town: str, other_name: str, other_town: str) -> bool:
    """Probably the same firm: names alike, and the towns do not tell them apart."""
    apart = town and other_town and fold(town) != fold(other_town)
    return not apart and likeness(name, other_name) >= ALIKE_FROM


def answers_to(typed: Sequence[str]) -> Callable[[str], int]:
    """What tells how well a firm answers to each word typed; 0 when one of them finds nothing.

    It is given all that a firm goes by: name, town, numbers. Most firms share too few pieces to be worth comparing
    letter by letter.
    """
    begun = [(frozenset(grams(word, whole=False)), -(-len(word) // 3)) for word in typed]

    def score(called: str) -> int:
        among, pieces = _parts(called)
        for pieces_of_word, least in begun:
            if len(pieces & pieces_of_word) < least:
                return 0
        scores = [best_likeness(word, among) for word in typed]
        return sum(scores) if all(scores) else 0

    return score


@lru_cache(maxsize=20_000)
def _parts(called: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Words and their pieces, kept: each letter typed asks for those of every firm again."""
    among = tuple(words(called))
    return among, frozenset().union(*map(grams, among))
