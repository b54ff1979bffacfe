"""``plek import`` and ``plek export``; they need Django set up first."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from plek.exchange.selectors.scope import Scope
    from plek.exchange.services.importing import Progress, Report

Slug = Annotated[str, typer.Option("--organisation", help="SLUG of the organisation.")]
UNUSABLE = 2


def import_workbook(
    file: Annotated[Path, typer.Argument(help="The workbook, .xlsx or .ods.")],
    organisation: Slug,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check everything and write nothing.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Take in the right rows, refuse the others.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on stdout.")] = False,
) -> None:
    """Take in a team workbook: all right rows or nothing.

    Exits with 0 when written or when a dry run is clean, 1 when rows are refused and nothing is written, and 2
    when the file is no workbook that Plek can read.

    Example: plek import caseload.xlsx --organisation ggz-veenland --dry-run
    """
    import json

    from django.utils import timezone

    from plek.exchange.services.importing import Choice
    from plek.exchange.services.importing import import_workbook as take_in
    from plek.exchange.workbook.findings import Unusable

    choice = Choice(is_partial=partial, is_dry_run=dry_run)
    content = _read(file)
    try:
        with _whole(organisation) as scope, _progress(is_shown=not as_json) as progress:
            report = take_in(scope=scope, at=timezone.now(), content=content, choice=choice, progress=progress)
    except Unusable as unusable:
        typer.echo(str(unusable), err=True)
        raise typer.Exit(UNUSABLE) from None
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        _tell(report, dry_run)
    if not report.is_written and (report.refused or not dry_run):
        raise typer.Exit(1)


def export_workbook(
    file: Annotated[Path, typer.Argument(help="Where to write the workbook, .xlsx.")],
    organisation: Slug,
) -> None:
    """Write the team workbook of an organisation.

    Example: plek export caseload.xlsx --organisation ggz-veenland
    """
    from django.utils.translation import gettext as _

    from plek.exchange.services.exporting import export_workbook as hand_out
    from plek.shared.errors import Refused

    if not file.parent.is_dir():
        raise Refused(_("There is no folder %(folder)s. Make it first.") % {"folder": file.parent})
    with _whole(organisation) as scope:
        written = hand_out(scope=scope, path=file, source="cli")
    typer.echo(_("Written: %(rows)s rows to %(file)s.") % {"rows": sum(written.values()), "file": file})


def _read(file: Path) -> bytes:
    from django.utils.translation import gettext as _

    from plek.exchange.workbook.limits import DEFAULT

    try:
        with file.open("rb") as stream:
            return stream.read(DEFAULT.file_bytes + 1)
    except OSError:
        typer.echo(_("There is no file %(file)s that can be read.") % {"file": file}, err=True)
        raise typer.Exit(UNUSABLE) from None


@contextmanager
def _whole(slug: str) -> Iterator["Scope"]:
    """The whole organisation in use, for its first administrator."""
    from django.conf import settings
    from django.utils import timezone, translation

    from plek.exchange.selectors.scope import Scope
    from plek.organisations.selectors import first_administrator
    from plek.shared.tenancy import scope

    with translation.override(settings.LANGUAGE_CODE), scope(slug=slug):
        yield Scope(first_administrator(slug), timezone.localdate(), is_whole=True)


@contextmanager
def _progress(*, is_shown: bool) -> Iterator["Progress | None"]:
    """A line that moves, on a terminal only."""
    from rich.console import Console

    screen = Console(stderr=True, highlight=False)
    if not is_shown or not screen.is_terminal:
        yield None
        return
    with screen.status("") as status:
        yield lambda sheet, rows: status.update(f"{sheet}: {rows}")


def _tell(report: "Report", is_dry_run: bool) -> None:
    """The report in plain lines: refusals and warnings on stderr, counts on stdout."""
    from django.utils.translation import gettext as _

    for mark, remarks in ((_("refused"), report.refused), (_("warning"), report.warnings)):
        for one in remarks:
            place = " ".join(str(part) for part in (one.sheet, one.row or "", one.column) if part)
            typer.echo(f"{mark}: {place}: {one.message}", err=True)
    for sheet, count in report.accepted.items():
        counts = {"sheet": sheet, "new": count, "same": report.unchanged[sheet]}
        typer.echo(_("%(sheet)s: %(new)s new or changed, %(same)s unchanged") % counts)
    if report.is_written:
        typer.echo(_("Written."))
    elif is_dry_run:
        typer.echo(_("A dry run: nothing was written."))
    else:
        typer.echo(_("Nothing was written. Correct the rows above, or take in the rest with --partial."), err=True)
