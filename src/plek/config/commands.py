"""Running Plek: the demo, the server, the worker, migrations and a health report."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from plek.config import processes
from plek.config.bench import bench
from plek.config.tidying import tidying
from plek.shared.errors import Refused

Port = Annotated[int, typer.Option(help="The port to listen on.")]
screen = Console(stderr=True, highlight=False)


def start_django(*, as_owner: bool = False) -> None:
    """Set up Django; ``as_owner`` connects with the role that may migrate."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plek.config.settings")
    os.environ["PLEK_AS_OWNER"] = "true" if as_owner else "false"
    import django

    django.setup()


def migrate() -> None:
    """Bring the database up to this version. Example: plek migrate"""
    start_django(as_owner=True)
    _migrate(verbosity=1)


def fill_an_empty_database() -> None:
    """The first command on a new data folder makes the tables; an older database is left to ``plek migrate``."""
    from django.conf import settings
    from django.db import connection

    if connection.introspection.table_names():
        return
    if not settings.ADDRESSES.owner_url:
        raise Refused("The database is empty. Run `plek migrate` with DATABASE_OWNER_URL set, then try again.")
    plek = str(Path(sys.executable).with_name("plek"))
    subprocess.run([plek, "migrate"], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _migrate(*, verbosity: int = 0) -> None:
    from django.conf import settings
    from django.core.management import call_command

    from plek.config.roles import prepare

    prepare(settings.ADDRESSES)
    call_command("migrate", verbosity=verbosity, interactive=False)


def demo(
    port: Port = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    fresh: Annotated[bool, typer.Option("--fresh", help="Build the invented region anew.")] = False,
) -> None:
    """Run Plek with an invented region and print the sign-ins. Example: plek demo --port 8000"""
    os.environ["PLEK_MODE"] = "demo"
    processes.require_free_port(host, port, "plek demo")
    start_django(as_owner=True)
    _prepare_region(fresh=fresh)
    children = [
        processes.server(host=host, port=port, workers=1, threads=4, production=False),
        processes.worker(production=False),
    ]
    with processes.Family(children) as family:
        family.wait_ready(host, port)
        _print_sign_ins(f"http://localhost:{port}/" if host == "127.0.0.1" else f"http://{host}:{port}/")
        family.wait(_tidying())


def _prepare_region(*, fresh: bool) -> None:
    from django.utils import timezone

    from plek.config.demo.region import build_region, is_built, refuse_real_data

    with screen.status("Preparing the database") as status:
        _migrate()
        refuse_real_data()
        if fresh and is_built():
            _empty_database()
        if not is_built():
            build_region(timezone.localdate(), lambda step: status.update(f"Inventing a region: {step}"))


def _empty_database() -> None:
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("drop schema public cascade; create schema public")
    _migrate()
    call_command("clearsessions")


def _print_sign_ins(address: str) -> None:
    from plek.config.demo.region import PASSWORD, sign_ins

    table = Table(title="Sign in as", title_justify="left", box=None, pad_edge=False)
    for heading in ("role", "e-mail", "name", "organisation"):
        table.add_column(heading)
    for one in sign_ins():
        table.add_row(one.role.value.replace("_", " "), one.email, one.name, one.organisation)
    out = Console(highlight=False, width=150 if not sys.stdout.isatty() else None)
    out.print(f"\nPlek runs at {address}\n")
    out.print(table)
    out.print(f"\nThe password of each is {PASSWORD}; the sign-in page shows the second code.")
    out.print("Everyone in this region is invented. Stop with Ctrl-C.")


def serve(
    port: Annotated[int, typer.Option(help="The port to listen on.", envvar="PLEK_PORT")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "0.0.0.0",  # noqa: S104
    workers: Annotated[int, typer.Option(help="Server processes.")] = 2,
    threads: Annotated[int, typer.Option(help="Threads in each process.")] = 4,
) -> None:
    """Run the web server. Example: plek serve --port 8000 --workers 2"""
    start_django()
    from django.conf import settings

    processes.require_free_port(host, port, "plek serve")
    child = processes.server(
        host=host, port=port, workers=workers, threads=threads, production=settings.PRODUCTION
    )
    with processes.Family([child]) as family:
        family.wait_ready(host, port, site=settings.ALLOWED_HOSTS[0])
        family.wait()


def work() -> None:
    """Run the task worker. Example: plek work"""
    start_django()
    from django.conf import settings

    with processes.Family([processes.worker(production=settings.PRODUCTION)]) as family:
        family.wait(_tidying())


def _tidying() -> Callable[[], None]:
    """Tidies now and then, and holds no connection to the database in between."""
    from django.db import connection

    ask = tidying()

    def look() -> None:
        if ask():
            connection.close()

    return look


def doctor() -> None:
    """Report the health of database, migrations, static files, mail, keys and audit log. Example: plek doctor"""
    start_django()
    from plek.config.diagnosis import examine

    findings = examine()
    for finding in findings:
        mark = "[green]ok[/]  " if finding.is_well else "[red]mend[/]"
        Console(highlight=False).print(f"{mark} {finding.subject}: {finding.sentence}")
    if not all(finding.is_well for finding in findings):
        raise typer.Exit(1)


def backup(file: Annotated[Path, typer.Argument(help="Where the sealed copy comes; must not exist yet.")]) -> None:
    """Copy the database to one file, sealed with the first of PLEK_DATA_KEYS. Example: plek backup plek.backup"""
    start_django(as_owner=True)
    from plek.config.backup import back_up

    size = back_up(file)
    typer.echo(
        f"Written: {file}, {size / 1_000_000:.1f} MB. Keep PLEK_DATA_KEYS apart from it: both together open it."
    )


def restore(
    file: Annotated[Path, typer.Argument(help="What `plek backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Lose what the database holds now.")] = False,
) -> None:
    """Put a backup back, all or nothing, and bring it up to this version. Example: plek restore plek.backup"""
    start_django(as_owner=True)
    from django.conf import settings

    from plek.caseload.services.gone import destroy_again, noted
    from plek.config.backup import counts, newer_anchors, put_back

    put_back(file, replace=replace)
    _migrate()
    typer.echo(f"Put back: {', '.join(f'{number} {what}' for what, number in counts().items())}.")
    again = [f"{gone.number} of {gone.organisation}" for gone in noted(settings.HOME) if destroy_again(gone)]
    if again:
        typer.echo(f"Destroyed again, as it was before: {', '.join(again)}.")
    if late := newer_anchors():
        typer.echo(
            f"Anchors of after this backup: {', '.join(late)}. They name rows of the log that are not in it, so "
            "`plek verify-audit` reports those as cut. Move these files elsewhere and keep them, dated."
        )


def seal_anew() -> None:
    """Seal everything under the first of PLEK_DATA_KEYS, so that older keys may go. Example: plek seal-anew

    May be stopped and started again; people can go on working meanwhile.
    """
    start_django(as_owner=True)
    from plek.config.keys import reseal_all

    columns = (TextColumn("Sealing anew"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=screen, transient=True) as progress:
        step = progress.add_task("")
        found = reseal_all(
            begin=lambda rows: progress.update(step, total=rows), tell=lambda rows: progress.advance(step, rows)
        )
    for one in found:
        if one.renewed:
            typer.echo(f"{one.place}: {one.renewed}")
    typer.echo(f"Sealed anew: {sum(one.renewed for one in found)} values in {len(found)} places.")
    if left := [f"{one.left} in {one.place}" for one in found if one.left]:
        raise Refused(
            f"Still sealed with another key: {', '.join(left)}. Restart the server and the worker with the new "
            "keys, put a key that is missing behind the others in PLEK_DATA_KEYS, and run this again."
        )
    typer.echo("All stands under the first of PLEK_DATA_KEYS. Backups made before open with the older keys only.")


def docs(context: typer.Context) -> None:
    """Write docs/reference from the code, in a checkout. Example: plek docs"""
    start_django()
    from plek.config.reference import write_reference
    from plek.config.settings import PACKAGE

    for page in write_reference(PACKAGE.parents[1] / "docs" / "reference", context.find_root().command):
        screen.print(f"wrote {page.relative_to(PACKAGE.parents[1])}")


COMMANDS: tuple[Callable[..., None], ...] = (
    demo,
    serve,
    work,
    migrate,
    doctor,
    backup,
    restore,
    seal_anew,
    docs,
    bench,
)
