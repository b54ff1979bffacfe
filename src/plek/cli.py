"""The ``plek`` command: run, feed and question Plek."""

import sys

import typer

from plek.config.commands import COMMANDS, screen
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


def main() -> None:
    """Entry point of the console script: a refusal is one sentence and exit code 1."""
    try:
        app()
    except Refused as refusal:
        screen.print(str(refusal), markup=False)
        sys.exit(1)
