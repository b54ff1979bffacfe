"""What is cleared away by itself: uploads each hour, the rest once a day; and the log is anchored once a day."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any


def tidying() -> Callable[[], bool]:
    """To be called again and again: asks the worker for what is due, at most once an hour and once a day; answers
    whether it asked for anything."""
    from django.utils import timezone

    last: dict[str, object] = {}

    def ask() -> bool:
        now = timezone.localtime()
        rounds: dict[str, tuple[object, Callable[[], list[Any]]]] = {
            "hour": ((now.date(), now.hour), hourly),
            "day": (now.date(), daily),
        }
        due = [name for name, (mark, _tasks) in rounds.items() if last.get(name) != mark]
        for name in due:
            last[name], tasks = rounds[name]
            for task in tasks():
                task.enqueue()
        if "day" in due:
            anchor()
        return bool(due)

    return ask


def hourly() -> list[Any]:
    """Uploaded workbooks live a day at most."""
    from plek.exchange.tasks import wipe

    return [wipe]


def daily() -> list[Any]:
    """Ended sessions and links, the trace of mail, drafts that nobody came back to, working papers of reviews; how
    teams stand is kept, and whose calculation comes out otherwise is told."""
    from plek.accounts.tasks import tidy as tidy_accounts
    from plek.benefits.tasks import tell_changes
    from plek.caseload.tasks import tidy as tidy_caseload
    from plek.fidelity.tasks import forget, record_months
    from plek.notices.tasks import tidy as tidy_notices

    return [tidy_accounts, tidy_notices, tidy_caseload, tell_changes, record_months, forget]


def anchor() -> None:
    """Only where the owner of the database is known; elsewhere the operator does it."""
    from django.conf import settings

    if settings.ADDRESSES.owner_url:
        command = [str(Path(sys.executable).with_name("plek")), "anchor-audit"]
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603
