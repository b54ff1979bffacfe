"""A result as one JSON document, in the shape that the command line promises."""

from typing import Any

from plek.engines.fidelity_scoring.result import ItemScore, Result, Total
from plek.engines.fidelity_scoring.texts import Language

PLACES = 4


def as_json(result: Result, *, team: str, language: Language = "en") -> dict[str, Any]:
    """Plain values only. Shares run from 0 to 1; ``totals`` is added for a scale with more than one."""
    written: dict[str, Any] = {
        "scale": {"code": result.scale.code, "version": result.scale.version},
        "team": team,
        "from": result.period.first.isoformat(),
        "until": result.period.last.isoformat(),
        "items": [_item(found, language) for found in result.items],
        "total": _total(result.totals[0]),
    }
    if len(result.totals) > 1:
        written["totals"] = {total.of_what.code: _total(total) for total in result.totals}
    return written


def _item(found: ItemScore, language: Language) -> dict[str, Any]:
    measured, need = found.found.measured, found.need
    return {
        "code": found.item.code,
        "name": found.item.name.in_language(language),
        "score": found.score,
        "how": found.item.how,
        "value": _rounded(measured.value),
        "unit": found.item.unit.in_language(language),
        "numerator": _rounded(measured.numerator),
        "denominator": _rounded(measured.denominator),
        "records": found.evidence.records,
        "missing": found.evidence.missing,
        "next_score_needs": need.text.in_language(language) if need else None,
        "note": found.note.in_language(language),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), PLACES)


def _total(total: Total) -> dict[str, Any]:
    band = total.band.code if total.band else None
    return {"score": total.score, "rated": total.rated, "of": total.of, "band": band}
