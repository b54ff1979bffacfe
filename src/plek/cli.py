"""The ``plek`` command: run, feed and question Plek."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="plek", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="Plek: Individual Placement and Support, from the first wish to the job and after.",
)  # fmt: skip


def start_django(*, as_owner: bool = False) -> None:
    """Set up Django; ``as_owner`` connects with the role that may migrate."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plek.config.settings")
    if as_owner:
        os.environ["PLEK_AS_OWNER"] = "1"
    import django

    django.setup()


@app.command()
def migrate() -> None:
    """Bring the database up to this version. Example: plek migrate"""
    start_django(as_owner=True)
    from django.core.management import call_command

    call_command("migrate", verbosity=1, interactive=False)


def main() -> None:
    """Entry point of the console script."""
    app()
