"""Writing the kit: ten workbooks, ten pages with what is expected, and an index."""

from pathlib import Path
from typing import Any

import yaml

from tests.fidelity_kit import count, follow_along
from tests.fidelity_kit.count import Expected, Records
from tests.fidelity_kit.programmes import PROGRAMMES, Programme
from tests.fidelity_kit.workbook import Workbook

HERE = Path(__file__).parent
KIT = HERE.parent / "data/fidelity-kit"
COUNTS = (
    count.caseload, count.employment_hours, count.phases, count.teams, count.agencies, count.leader,
    count.rapid_search, count.own_wish, count.employer_contacts, count.job_types, count.employers,
    count.competitive, follow_along.unlimited, count.outside, follow_along.engagement,
)  # fmt: skip
ORDER = [f"ST{n}" for n in range(1, 4)] + [f"OR{n}" for n in range(1, 9)] + [f"SE{n}" for n in range(1, 15)]


def write_kit(folder: Path = KIT) -> None:
    for programme in PROGRAMMES:
        workbook = folder / "workbooks" / f"{programme.code}.xlsx"
        workbook.parent.mkdir(parents=True, exist_ok=True)
        filled(programme).write(workbook)
        page = folder / "expected" / f"{programme.code}.yaml"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(page_of(programme, workbook), "utf-8")


def filled(programme: Programme) -> Workbook:
    """The records of a programme; every employer that is named exists."""
    book = Workbook(programme.first, programme.until)
    book.house(f"Programma {programme.code}")
    book.employers(20)
    programme.fill(book)
    return book


def expected_of(programme: Programme, workbook: Path) -> list[Expected]:
    records = Records(workbook, programme.first, programme.until)
    found = [counting(records) for counting in COUNTS] + count.rest(records)
    return sorted(found, key=lambda one: ORDER.index(one.item))


def page_of(programme: Programme, workbook: Path) -> str:
    """The expected figures as YAML, each with its sentence in two languages."""
    found = expected_of(programme, workbook)
    scores = [one.score for one in found if one.score is not None]
    page = {
        "programme": programme.code,
        "name": {"en": programme.en, "nl": programme.nl},
        "workbook": f"workbooks/{programme.code}.xlsx",
        "scale": {"code": "IPS-25", "version": "2008-01-07"},
        "team": "IPS",
        "from": programme.first.isoformat(),
        "until": programme.until.isoformat(),
        "total": {"score": sum(scores), "rated": len(scores), "of": 25},
        "items": {one.item: _item(one) for one in found},
    }
    return yaml.safe_dump(page, allow_unicode=True, sort_keys=False, width=110)


def _item(one: Expected) -> dict[str, Any]:
    plain = {
        "score": "open" if one.score is None else one.score,
        "value": one.value, "numerator": one.numerator, "denominator": one.denominator,
    }  # fmt: skip
    written = {name: _plain(value) for name, value in plain.items() if value is not None}
    missing = {"missing": one.missing} if one.missing else {}
    return written | missing | {"why": {"en": one.why("en"), "nl": one.why("nl")}}


def _plain(value: Any) -> Any:
    if isinstance(value, str | int):
        return value
    rounded = round(float(value), 4)
    return int(rounded) if rounded == int(rounded) else rounded
