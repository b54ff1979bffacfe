"""Numbers with comma or point."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plek.exchange.tests.books import TODAY
from plek.exchange.workbook.findings import Odd, Wrong
from plek.exchange.workbook.kinds import Number, Whole
from plek.exchange.workbook.numbers import decimal_of

CENTS = st.integers(0, 99_999_999).map(lambda cents: Decimal(cents) / 100)


@given(CENTS)
def test_comma_and_point_read_the_same(amount: Decimal) -> None:
    point = f"{amount:.2f}"
    assert decimal_of(point) == decimal_of(point.replace(".", ",")) == decimal_of(float(amount)) == amount


@given(CENTS)
def test_thousands_in_both_manners(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    dutch = english.translate(str.maketrans(",.", ".,"))
    assert decimal_of(english, money=True) == decimal_of(dutch, money=True) == amount
    assert decimal_of(f"€ {dutch}", money=True) == amount


@given(st.integers(0, 999_999))
def test_whole_euros_with_thousands_are_never_read_as_cents(euros: int) -> None:
    dutch = f"{euros:,}".replace(",", ".")
    assert decimal_of(dutch, money=True) == euros
    assert decimal_of(f"{dutch},-", money=True) == euros


@given(st.text(max_size=20))
def test_any_text_gives_a_number_or_a_sentence(text: str) -> None:
    try:
        found = str(decimal_of(text, money=True).is_finite())
    except Wrong as wrong:
        found = wrong.code
    assert found in {"True", "number_unreadable"}


@pytest.mark.parametrize(
    "raw", ["", "twaalf", "1e5", "1,2,3", "--1", "1.23.456", float("nan"), float("inf"), 1e300, 2.0**63, True, "٣"]
)
def test_unreadable(raw: object) -> None:
    with pytest.raises(Wrong, match="number_unreadable"):
        decimal_of(raw)


@pytest.mark.parametrize(
    ("raw", "value"), [("28,8", "28.80"), (0.1 + 0.2, "0.30"), ("36.125", "36.13"), (0, "0.00")]
)
def test_hours_are_kept_in_two_places(raw: float | str, value: str) -> None:
    assert str(Number("0", "80").parse(raw, TODAY)) == value


@pytest.mark.parametrize("raw", ["-1", -0.01, "120", 80.01, 2**31, 2.0**40])
def test_out_of_range(raw: float | str) -> None:
    with pytest.raises(Wrong, match="out_of_range"):
        Number("0", "80").parse(raw, TODAY)


def test_much_is_odd() -> None:
    odd = Number("0", "80", odd_above="48").parse("50", TODAY)
    assert isinstance(odd, Odd)
    assert odd.value == 50


def test_minutes_are_whole() -> None:
    minutes = Whole(0, 720)
    assert minutes.parse(45.0, TODAY) == minutes.parse("45", TODAY) == minutes.parse("45,0", TODAY) == 45
    with pytest.raises(Wrong, match="not_whole"):
        minutes.parse("45,5", TODAY)
    with pytest.raises(Wrong, match="out_of_range"):
        minutes.parse(721, TODAY)
