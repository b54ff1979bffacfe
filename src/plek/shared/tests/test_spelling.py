"""Names are compared without accents and forgive one slip, wherever it falls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plek.shared.spelling import (
    best_likeness,
    digits,
    fold,
    grams,
    likeness,
    slips,
    slips_apart,
    sort_key,
    windows,
)

LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=14)


def one_slip(word: str, kind: str, at: int, letter: str) -> str:
    at %= len(word)
    if kind == "more":
        return word[:at] + letter + word[at:]
    if kind == "less":
        return word[:at] + word[at + 1 :]
    if kind == "other":
        return word[:at] + letter + word[at + 1 :]
    at %= max(len(word) - 1, 1)
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


SLIP = st.tuples(
    st.sampled_from(["more", "less", "other", "swapped"]), st.integers(0, 20), st.sampled_from("aeqz")
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë", "zoe"),
        ("José-María", "jose maria"),
        ("d'Hondt", "dhondt"),
        ("Łukasz", "lukasz"),
        ("Weiß", "weiss"),
        ("  van  der Meer ", "van der meer"),
        ("Ağaoğlu", "agaoglu"),
        ("IJsbrand", "ijsbrand"),
        ("", ""),
        ("名", ""),
        ("a\x00b", "a b"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        ("Anna", "de Vries", "vries de anna"),
        ("Bo", "van der Meer", "meer van der bo"),
        ("Ço", "Yılmaz", "yilmaz co"),
        ("Els", "van den Berg-de Wit", "berg de wit van den els"),
        ("An", "in 't Veld", "veld in t an"),
        ("Jo", "De", "de jo"),
        ("Ali", "el Amrani", "amrani el ali"),
        ("Eva", "", "eva"),
    ],
)
def test_prefixes_do_not_count_in_the_order(first: str, last: str, key: str) -> None:
    assert sort_key(first, last) == key


def test_names_stand_in_the_order_a_dutch_list_has() -> None:
    people = [("Zoë", "de Vries"), ("Anna", "Bakker"), ("Bo", "van der Meer"), ("An", "Vries")]
    assert [p[0] for p in sorted(people, key=lambda p: sort_key(*p))] == ["Anna", "Bo", "An", "Zoë"]


@pytest.mark.parametrize("text", ["06-12345678", "+31 6 1234 5678", "0031612345678", "+31 (0)6 12345678"])
def test_one_number_however_written(text: str) -> None:
    assert digits(text) == "0612345678"


def test_begin_of_a_word_shares_its_first_pieces() -> None:
    assert grams("an", whole=False) <= grams("anna")
    assert not grams("an") <= grams("anna")


@given(LETTERS, SLIP)
def test_one_slip_always_shares_a_key(word: str, slip: tuple[str, int, str]) -> None:
    typed = one_slip(word, *slip)
    if len(typed) >= 3:
        assert slips(word) & slips(typed)


def distance(one: str, other: str) -> int:
    """How many slips part two words, counted slowly."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return row[-1]


@given(LETTERS, SLIP)
def test_one_slip_is_a_distance_of_at_most_one(word: str, slip: tuple[str, int, str]) -> None:
    typed = one_slip(word, *slip)
    assert slips_apart(word, typed) <= 1
    assert slips_apart(word, typed) == slips_apart(typed, word)


@given(st.text("ab", max_size=5), st.text("ab", max_size=5))
def test_slips_are_counted_as_the_slow_way_counts_them(one: str, other: str) -> None:
    assert slips_apart(one, other) == min(2, distance(one, other))


@given(st.text(), st.text())
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert 0 <= likeness(fold(one), fold(other)) <= 4
    assert all(len(gram) <= 12 for word in fold(one).split() for gram in grams(word) | slips(word))


@given(st.text("ab", min_size=3, max_size=6), st.text("ab", max_size=7))
def test_a_slip_in_the_begin_is_a_slip_from_one_of_the_begins(typed: str, word: str) -> None:
    begins = (word[: len(typed) + more] for more in (-1, 0, 1))
    is_found = any(slips_apart(typed, begin) <= 1 for begin in begins)
    assert (likeness(typed, word) > 0) is is_found


def test_likeness_prefers_the_same_then_the_begin_then_a_slip() -> None:
    assert [likeness("jansen", w) for w in ("jansen", "jansens", "janssen", "bakker")] == [4, 3, 2, 0]
    assert likeness("jnas", "jansen") == 1
    assert best_likeness("jan", ["de", "jansen"]) == 3
    assert best_likeness("jan", []) == 0


def test_numbers_have_no_slips() -> None:
    assert slips("t2001") == set()
    assert windows("0612") == {"061", "612"}
