"""The third lock: the database itself keeps organisations apart.

Row-level security is keyed on the setting ``plek.organisation``, which lives for one transaction. A query
outside ``inside(...)`` or a door finds nothing, so a forgotten filter leaks nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from plek.shared.models import ScopedModel

IN_USE = "nullif(current_setting('plek.organisation', true), '')::bigint"
ALL_RIGHTS = "select, insert, update, delete"
USER_IN_USE = "nullif(current_setting('plek.user', true), '')::bigint"

# Rows stand in memory or on flash, where a page found by index costs little more than the next one. PostgreSQL
# reckons with a disk that turns, and would read the whole table of an organisation for the few rows of one client.
# And it goes about a question that it keeps (``shared.composed``) as before, without weighing that each time.
_SCOPE = """
    select current_setting('plek.organisation', true), current_setting('plek.user', true),
           set_config('plek.user', %(user)s, true), set_config('transaction_read_only', %(read_only)s, true),
           set_config('random_page_cost', '1.1', true), set_config('plan_cache_mode', 'force_generic_plan', true),
           set_config('plek.organisation', coalesce(%(id)s,
               (select id::text from organisations_organisation where slug = %(slug)s), ''), true)
"""


@contextmanager
def scope(
    *, organisation_id: int | None = None, slug: str = "", user_id: int | None = None, read_only: bool = False
) -> Iterator[None]:
    """Open a transaction in which only the rows of one organisation exist.

    Nested in another transaction (as in tests) the earlier scope comes back at the end; alone, it ends
    with the transaction.
    """
    connection = connections["default"]
    nested = connection.in_atomic_block
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                _SCOPE,
                {
                    "id": str(organisation_id) if organisation_id is not None else None,
                    "slug": slug,
                    "user": str(user_id or ""),
                    "read_only": "on" if read_only else "off",
                },
            )
            before = cursor.fetchone()
        yield
        if nested:
            _restore(connection, before)


def _restore(connection: BaseDatabaseWrapper, before: tuple[str | None, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('plek.organisation', %s, true), set_config('plek.user', %s, true)",
            [before[0] or "", before[1] or ""],
        )


@contextmanager
def inside(organisation_id: int, *, read_only: bool = False) -> Iterator[None]:
    """Work on one organisation outside a request: commands, tasks, tests."""
    with scope(organisation_id=organisation_id, read_only=read_only):
        yield


def scoped_models() -> list[type[ScopedModel]]:
    """Every concrete model whose rows belong to one organisation."""
    return [m for m in apps.get_models() if issubclass(m, ScopedModel) and m._meta.managed]


def scoped_foreign_keys(model: type[ScopedModel]) -> list[Any]:
    """The foreign keys of a scoped model that point at another scoped model."""
    return [
        f
        for f in model._meta.concrete_fields
        if isinstance(f, models.ForeignKey) and issubclass(f.related_model, ScopedModel)  # type: ignore[arg-type]
    ]


def secure_after_migrate(using: str, plan: list[Any] | None = None, **_: Any) -> None:
    """Put the locks on all tables; runs after every migration, changes nothing the second time."""
    with connections[using].cursor() as cursor:
        present = set(connections[using].introspection.table_names(cursor))
        scoped = [m for m in scoped_models() if m._meta.db_table in present]
        for model in scoped:
            _make_parent_key(cursor, model)
        for model in scoped:
            _tie_to_parents(cursor, model)
            _fence(cursor, model)
        _grant(cursor, present)


def _make_parent_key(cursor: CursorWrapper, model: type[ScopedModel]) -> None:
    table, pk = model._meta.db_table, model._meta.pk.column
    name = f"{table[:50]}_org_key"
    cursor.execute("select 1 from pg_constraint where conname = %s", [name])
    if not cursor.fetchone():
        cursor.execute(f'alter table "{table}" add constraint "{name}" unique (organisation_id, "{pk}")')


def _tie_to_parents(cursor: CursorWrapper, model: type[ScopedModel]) -> None:
    table = model._meta.db_table
    for field in scoped_foreign_keys(model):
        name = f"{table[:38]}_{field.column[:18]}_org"
        parent = field.related_model._meta
        cursor.execute("select 1 from pg_constraint where conname = %s", [name])
        if not cursor.fetchone():
            cursor.execute(
                f'alter table "{table}" add constraint "{name}" foreign key (organisation_id, "{field.column}") '
                f'references "{parent.db_table}" (organisation_id, "{parent.pk.column}") '
                "deferrable initially deferred"
            )


def _fence(cursor: CursorWrapper, model: type[ScopedModel]) -> None:
    table = model._meta.db_table
    also = f" or {model.row_policy.format(user=USER_IN_USE)}" if model.row_policy else ""
    only = f" and {model.row_limit.format(user=USER_IN_USE, table=table)}" if model.row_limit else ""
    checked = f" and {model.row_check.format(user=USER_IN_USE)}" if model.row_check else ""
    cursor.execute(f'alter table "{table}" enable row level security')
    cursor.execute(f'drop policy if exists organisation_in_use on "{table}"')
    cursor.execute(
        f'create policy organisation_in_use on "{table}" using ((organisation_id = {IN_USE}{also}){only}) '
        f"with check (organisation_id = {IN_USE}{checked})"
    )


def _grant(cursor: CursorWrapper, present: set[str]) -> None:
    role = settings.APPLICATION_ROLE
    by_table = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}
    for table in sorted(present):
        rights = ALL_RIGHTS if table == settings.CACHES["default"]["LOCATION"] else _rights(by_table.get(table))
        cursor.execute(f'revoke all on "{table}" from "{role}"')
        cursor.execute(f'grant {rights} on "{table}" to "{role}"')


def _rights(model: type[models.Model] | None) -> str:
    if model is None or getattr(model, "read_only_table", False):
        return "select"
    if getattr(model, "append_only", False):
        return "select, insert"
    return ALL_RIGHTS
