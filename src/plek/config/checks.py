"""System checks on the running configuration; the server asks them before it serves anybody."""

from typing import Any

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from plek.config.roles import faults

HINT = "Give DATABASE_URL the application role and DATABASE_OWNER_URL the owner."


@register(Tags.database)
def application_role_owns_nothing(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Row-level security only holds against a role that is no superuser and may not bypass it."""
    if not databases or settings.AS_OWNER:
        return []
    with connections["default"].cursor() as cursor:
        wrong = faults(cursor.connection)
    return [Error(sentence, hint=HINT, id="plek.E001") for sentence in wrong]


@register(Tags.database)
def demo_holds_no_real_organisation(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Demo mode shows sign-ins and codes: never beside real people."""
    if not databases or not settings.DEMO:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute("select exists (select 1 from organisations_organisation where not is_demo)")
        is_real = cursor.fetchone()[0]
    return (
        [Error("This database holds a real organisation: demo mode stays off.", id="plek.E002")] if is_real else []
    )


def refuse_what_is_unsafe() -> None:
    """Raise ``ImproperlyConfigured`` with every sentence that forbids serving: a role too mighty, a demo beside
    real people. Connects to the database."""
    wrong = [f"{found.msg} {found.hint or ''}".strip() for found in _serving_faults() if found.level >= ERROR]
    if wrong:
        raise ImproperlyConfigured("\n".join(wrong))


def _serving_faults() -> list[CheckMessage]:
    if settings.AS_OWNER:
        return [Error("The owner of the database serves nobody.", hint="Set PLEK_AS_OWNER to false.")]
    return run_checks(tags=[Tags.database], databases=["default"])
