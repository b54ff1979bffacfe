"""The ``plek`` command: run, feed and question Plek."""

import sys
from collections.abc import Callable
from functools import wraps

import typer

from plek.audit.commands import anchor_audit, verify_audit
from plek.benefits.commands import app as benefits
from plek.config.commands import COMMANDS, fill_an_empty_database, screen, start_django
from plek.exchange.commands import export_workbook, import_workbook
from plek.fidelity.commands import show_fidelity
from plek.organisations.commands import create_organisation
from plek.shared.errors import Refused

app = typer.Typer(
    name="plek",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Plek: Individual Placement and Support, from the first wish to the job and after.",
)
for command in COMMANDS:
    app.command()(command)


def _with_django(command: Callable[..., None], *, as_owner: bool = False) -> Callable[..., None]:
    """The command of a context, which needs Django set up first."""

    @wraps(command)
    def run(*args: object, **kwargs: object) -> None:
        start_django(as_owner=as_owner)
        fill_an_empty_database()
        command(*args, **kwargs)

    return run


app.add_typer(benefits)
app.command("create-organisation")(_with_django(create_organisation))
app.command("import")(_with_django(import_workbook))
app.command("export")(_with_django(export_workbook))
app.command("fidelity")(_with_django(show_fidelity))
app.command("verify-audit")(_with_django(verify_audit, as_owner=True))
app.command("anchor-audit")(_with_django(anchor_audit, as_owner=True))


def main() -> None:
    """Entry point of the console script: a refusal is one sentence and exit code 1."""
    try:
        app()
    except Refused as refusal:
        screen.print(str(refusal), markup=False)
        sys.exit(1)
