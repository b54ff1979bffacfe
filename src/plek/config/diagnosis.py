"""What ``plek doctor`` looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection
from django.db.models import Count, Max
from django.utils import timezone

from plek.audit.models import Entry
from plek.config.backup import last_backup
from plek.config.checks import application_role_owns_nothing
from plek.config.health import waiting_migrations
from plek.organisations.models import Organisation
from plek.shared.tenancy import inside

BACKUP_EACH = timedelta(days=2)
"""Older than this, a backup does not count as made each day."""


@dataclass(frozen=True)
class Finding:
    """One thing looked at, and what to do when it is not well."""

    subject: str
    is_well: bool
    sentence: str


def examine() -> list[Finding]:
    """Look at everything; a look that itself fails is a finding too."""
    return [_safely(subject, look) for subject, look in LOOKS]


def _safely(subject: str, look: Callable[[], tuple[bool, str]]) -> Finding:
    try:
        return Finding(subject, *look())
    except (DatabaseError, OSError) as error:
        return Finding(subject, False, f"could not be looked at ({type(error).__name__}).")


def _database() -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        version = cursor.fetchone()[0]
    return True, f"PostgreSQL {version} answers."


def _role() -> tuple[bool, str]:
    wrong = application_role_owns_nothing(databases=["default"])
    return (False, wrong[0].msg) if wrong else (True, "the application's role owns nothing and is no superuser.")


def _migrations() -> tuple[bool, str]:
    if waiting := waiting_migrations():
        return False, f"{waiting} are waiting; run `plek migrate`."
    return True, "all in place."


def _static_files() -> tuple[bool, str]:
    if finders.find("plek/dist/plek.css"):
        return True, "built."
    return False, "not built; run `make setup`."


def _mail() -> tuple[bool, str]:
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        return not settings.PRODUCTION, "printed to the log; set PLEK_MAIL_URL to send it."
    return True, f"sent through {settings.EMAIL_HOST}."


def _clock() -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute("select clock_timestamp()")
        apart = abs((cursor.fetchone()[0] - datetime.now(UTC)).total_seconds())
    return apart < 5, f"{apart:.1f} s apart from the database's."


def _keys() -> tuple[bool, str]:
    stand_ins = any("development-only" in key for key in (settings.SECRET_KEY, *settings.DATA_KEYS))
    if stand_ins:
        return (
            not settings.PRODUCTION,
            "stand-ins for development; set PLEK_SECRET_KEY, PLEK_DATA_KEYS and PLEK_LOOKUP_KEY.",
        )
    return True, f"set; {len(settings.DATA_KEYS)} data key(s) in use."


def _backups() -> tuple[bool, str]:
    made = last_backup()
    if made is None:
        return not settings.PRODUCTION, "none was made here yet; run `plek backup` each day."
    age = datetime.now(UTC) - made
    when = made.astimezone(timezone.get_default_timezone())
    return age <= BACKUP_EACH, f"the last was made on {when:%Y-%m-%d at %H:%M}; make one each day."


def _audit_log() -> tuple[bool, str]:
    """Does each chain count on without a gap, as far as the application's role sees? Hashes are the owner's."""
    rows, chains, broken = 0, 0, []
    for organisation in Organisation.objects.only("slug").order_by("pk"):
        with inside(organisation.pk, read_only=True):
            found = Entry.objects.filter(organisation_id=organisation.pk).aggregate(
                n=Count("pk"), last=Max("sequence")
            )
        rows, chains = rows + found["n"], chains + 1
        if found["n"] != (found["last"] or 0):
            broken.append(organisation.slug)
    if broken:
        return False, f"rows are missing of {', '.join(broken)}; run `plek verify-audit` and change nothing."
    return (
        True,
        f"{rows} rows of {chains} organisation(s), none missing; `plek verify-audit` checks what they say.",
    )


LOOKS: tuple[tuple[str, Callable[[], tuple[bool, str]]], ...] = (
    ("database", _database),
    ("database role", _role),
    ("migrations", _migrations),
    ("static files", _static_files),
    ("mail", _mail),
    ("clock", _clock),
    ("keys", _keys),
    ("backups", _backups),
    ("audit log", _audit_log),
)
