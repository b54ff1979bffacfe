"""A whole scale: its head, and a file for every item in the folder that the head names."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from plek.engines.fidelity_scoring.loading.checks import check_item
from plek.engines.fidelity_scoring.loading.items import House, read_item
from plek.engines.fidelity_scoring.loading.reading import Node, ScaleError, read_file
from plek.engines.fidelity_scoring.scale import SCORES, Band, Item, Scale, Section, TotalOf
from plek.engines.fidelity_scoring.texts import Text

FOLDER = Path(__file__).parents[1] / "scales"
FIELDS = (
    "code", "version", "name", "checked_on", "source", "wording", "confidences", "limits", "choices",
    "totals", "sections", "items_in",
)  # fmt: skip


@lru_cache
def load_scale(code: str = "IPS-25", version: str = "") -> Scale:
    """One of Plek's own scales: the version asked for, or the latest. Raises ScaleError when there is none."""
    heads = [(read_file(path), path) for path in sorted(FOLDER.glob("*.yaml"))]
    found = {head.word("version"): path for head, path in heads if head.word("code") == code}
    if not found or (version and version not in found):
        raise ScaleError(f"Plek has no scale {' '.join([code, version]).strip()}.")
    return read_scale(found[version or max(found)])


def read_scale(path: Path) -> Scale:
    """The scale whose head is this file. Raises ScaleError naming file, item and anchor."""
    head = read_file(path)
    head.only(*FIELDS)
    sections = tuple(_section(node) for node in head.nodes("sections"))
    totals = tuple(_total(node) for node in head.nodes("totals"))
    scale = Scale(
        code=head.word("code"), version=head.word("version"), name=head.text("name"),
        checked_on=_day(head), source=head.text("source"), wording=head.text("wording"),
        confidences=_confidences(head), choices=head.texts("choices"), sections=sections, totals=totals,
        items=_items(head, path.parent / head.word("items_in")),
    )  # fmt: skip
    _check_totals(scale, head)
    return scale


def _confidences(head: Node) -> Mapping[str, Text]:
    found = head.node("confidences")
    return {str(code): found.text(code) for code in found.value}


def _day(head: Node) -> date:
    found = head.value.get("checked_on")
    if not isinstance(found, date):
        raise head.error("checked_on must be a day.")
    return found


def _section(node: Node) -> Section:
    node.only("code", "name", "total", "items")
    return Section(node.word("code"), node.text("name"), node.word("total"))


def _total(node: Node) -> TotalOf:
    node.only("code", "name", "bands")
    return TotalOf(node.word("code"), node.text("name"), tuple(_band(band) for band in node.nodes("bands")))


def _band(node: Node) -> Band:
    node.only("code", "name", "from", "to")
    low, high = node.number("from"), node.number("to")
    if low is None or high is None:
        raise node.error("must say from and to.")
    return Band(node.word("code"), node.text("name"), int(low), int(high))


def _items(head: Node, folder: Path) -> tuple[Item, ...]:
    """In the order of the sections; a code stands in one section, and every file is used."""
    codes = [(code, node.word("code")) for node in head.nodes("sections") for code in node.words("items")]
    names = [code for code, _ in codes]
    double = sorted({code for code in names if names.count(code) > 1})
    if double:
        raise head.error(f"item {', '.join(double)} is listed twice.")
    unused = sorted({path.stem for path in folder.glob("*.yaml")} - set(names))
    if unused:
        raise head.error(f"item {', '.join(unused)} has a file but stands in no section.")
    house = House(tuple(head.node("confidences").value), head.node("limits").value)
    return tuple(_item(folder / f"{code}.yaml", code, section, house) for code, section in codes)


def _item(path: Path, code: str, section: str, house: House) -> Item:
    node = read_file(path)
    node = Node(node.value, f"{node.where}, item {code}")
    item = read_item(node, section, house)
    if item.code != code:
        raise node.error(f"the file of {code} describes {item.code}.")
    check_item(item, node)
    return item


def _check_totals(scale: Scale, head: Node) -> None:
    """Every section adds to a total, and the bands of a total cover all that its items can add up to."""
    known = {total.code for total in scale.totals}
    odd = [section.code for section in scale.sections if section.total not in known]
    if odd or not known:
        raise head.error(f"section {', '.join(odd)} adds to no total.")
    for total in scale.totals:
        _check_bands(total, len(scale.items_of(total.code)), head)


def _check_bands(total: TotalOf, items: int, head: Node) -> None:
    bands = sorted(total.bands, key=lambda band: band.low)
    starts = [band.low for band in bands]
    follows = [SCORES[0] * items, *(band.high + 1 for band in bands)]
    if [*starts, SCORES[-1] * items + 1] != follows:
        raise head.error(f"the bands of {total.code} leave a gap, overlap, or do not run from all 1 to all 5.")
