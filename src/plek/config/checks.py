"""System checks on the running configuration."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections


@register(Tags.database)
def application_role_owns_nothing(databases: list[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Row-level security only holds against a role that is no superuser and may not bypass it."""
    if not databases or settings.AS_OWNER:
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
        mighty = cursor.fetchone()[0]
        cursor.execute("select count(*) from pg_tables where tableowner = current_user")
        owned = cursor.fetchone()[0]
    if mighty or owned:
        text = "The application's database role must own no tables, be no superuser and not bypass row security."
        return [Error(text, hint="Give DATABASE_URL the application role and DATABASE_OWNER_URL the owner.", id="plek.E001")]
    return []
