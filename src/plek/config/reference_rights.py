"""The part of ``docs/reference`` about safety nets, to-dos, when money comes, and cliffs: tables from the data."""

from collections.abc import Iterable

from plek.engines.benefit_rules import RULES, SURE, TITLES
from plek.engines.benefit_rules.book import Source
from plek.engines.benefit_rules.breaks import CLIFFS
from plek.engines.benefit_rules.cash.customs import Custom, customs
from plek.engines.benefit_rules.duties.reading import EVENTS, WHOM, Row, known_duties
from plek.engines.benefit_rules.nets import WHEN, Net, nets

ALL = "all"


def rights_pages() -> dict[str, str]:
    """Every page by its file name."""
    return {
        "safety-nets.md": nets_page(), "to-dos.md": duties_page(), "cash-calendar.md": customs_page(),
        "cliffs.md": cliffs_page(),
    }  # fmt: skip


def nets_page() -> str:
    lead = (
        "Which right comes back if work does not work out, until when, and what to do first. The engine gives\n"
        "each person those that hold, with the days worked out from the dates that are known."
    )
    heads = ("when", "benefit", "right", "first", "until", "source", "sure")
    return _page("Safety nets", lead, heads, (_net(net) for net in nets()))


def _net(net: Net) -> tuple[str, ...]:
    when = "; ".join(WHEN[one].en for one in net.when)
    return (when, _kinds(net.kinds), net.right.en, net.first.en, net.limit.en, *_source(net.source))


def duties_page() -> str:
    lead = (
        "Whom to tell what, by which form and until which day, when work begins, changes or ends. Days count\n"
        "from the event; what is monthly opens on the first day after each month of work."
    )
    heads = ("when", "benefit", "whom", "what", "how", "until", "source", "sure")
    return _page("To-dos", lead, heads, (_duty(row) for row in known_duties()))


def _duty(row: Row) -> tuple[str, ...]:
    when = (
        "after each month of work" if row.is_monthly else "; ".join(EVENTS[one].en for one in sorted(row.events))
    )
    what, how = row.what.en, row.channel.en
    return (when, _kinds(row.kinds), WHOM[row.whom].en, what, how, _until(row), *_source(row.source))


def _until(row: Row) -> str:
    if row.is_monthly:
        return "the end of the next month" if row.has_last_day else "a day that the office names"
    return f"{row.months} months" if row.months else f"{row.days} days"


def customs_page() -> str:
    lead = (
        "When each benefit is paid, after how many months pay is settled with it, and when holiday allowance and\n"
        "yearly settlements come. The cash calendar counts with these; a plan may say otherwise."
    )
    heads = ("what", "benefit", "when", "share kept", "source", "sure")
    return _page("When money comes", lead, heads, (_custom(one) for one in customs()))


def _custom(one: Custom) -> tuple[str, ...]:
    when = f"month {one.month} of the year" if one.month else f"{one.months} months later"
    share = f"{one.share:.4f}" if one.share else ""
    return (one.what.replace("_", " "), _kinds(one.kinds), when, share, *_source(one.source))


def cliffs_page() -> str:
    lead = "The only rules of law by which more work may leave less to spend. The hours chart marks each of them."
    rows = ((RULES[code].law, RULES[code].article, TITLES[code].en, why.en) for code, why in CLIFFS.items())
    return _page("Cliffs", lead, ("law", "article", "rule", "why"), rows)


def _kinds(kinds: frozenset[str]) -> str:
    return ", ".join(sorted(kinds)) or ALL


def _source(source: Source) -> tuple[str, str]:
    named = " ".join(part for part in (source.law, source.article) if part)
    text = f"{named}: {source.text}" if named else source.text
    sure = source.confidence if source.confidence in SURE else f"⚠ {source.confidence}"
    return f"{text} ({source.checked_on})", sure


def _page(title: str, lead: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    table = [_line(heads), "|" + "---|" * len(heads), *map(_line, rows)]
    return "\n".join([f"# {title}\n", f"{lead}\n", *table, "\n[All rules](README.md)"]) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"
