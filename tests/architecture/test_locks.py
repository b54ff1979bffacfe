"""The third lock on every table: read from the database's own catalogue, not from our code."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from plek.organisations.models import Organisation
from plek.shared.models import ScopedModel
from plek.shared.tenancy import scoped_foreign_keys, scoped_models

pytestmark = pytest.mark.django_db
SCOPED = scoped_models()
NOT_OF_ONE_ORGANISATION = {
    "accounts.User": "a person may work at several organisations",
    "accounts.Attempts": "counts sign-ins before anyone is known",
    "accounts.EmailChange": "belongs to a user, who may work at several organisations",
    "accounts.Session": "belongs to a user before an organisation is known",
    "organisations.Organisation": "is the root itself; its name is no secret",
    "organisations.Region": "public list",
    "audit.Entry": "fenced by its own policy; written by one function",
    "audit.Head": "fenced: the application reads nothing of it",
    "notices.OutboxMail": "a mail may go out before an organisation is known; its content is sealed",
}


def _one(query: str, *values: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        row = cursor.fetchone()
    return row[0] if row else None


def test_every_own_model_is_scoped_or_says_why_not() -> None:
    own = [m for m in apps.get_models() if m.__module__.startswith("plek.")]
    unscoped = {m._meta.label for m in own if not issubclass(m, ScopedModel)}
    assert unscoped == set(NOT_OF_ONE_ORGANISATION)


@pytest.mark.parametrize("model", SCOPED, ids=lambda m: m._meta.label)
class TestScopedTable:
    def test_organisation_is_never_empty(self, model: type[ScopedModel]) -> None:
        field = model._meta.get_field("organisation")
        assert isinstance(field, models.ForeignKey)
        assert not field.null
        assert field.related_model is Organisation

    def test_row_level_security_is_on_with_its_policy(self, model: type[ScopedModel]) -> None:
        table = model._meta.db_table
        assert _one("select relrowsecurity from pg_class where relname = %s", table) is True
        policy = _one(
            "select qual from pg_policies where tablename = %s and policyname = 'organisation_in_use'", table
        )
        assert "plek.organisation" in str(policy)

    def test_every_parent_is_of_the_same_organisation(self, model: type[ScopedModel]) -> None:
        for field in scoped_foreign_keys(model):
            tied = _one(
                """
                select count(*) from pg_constraint c join pg_class t on t.oid = c.conrelid
                where t.relname = %s and c.contype = 'f' and array_length(c.conkey, 1) = 2
                  and (select attnum from pg_attribute where attrelid = t.oid and attname = %s) = any(c.conkey)
                """,
                model._meta.db_table,
                field.column,
            )
            assert tied == 1, f"{model._meta.label}.{field.name} can hang on another organisation's row"

    def test_the_application_has_only_its_rights(self, model: type[ScopedModel]) -> None:
        for right in ("update", "delete"):
            has = _one(
                "select has_table_privilege(%s, %s, %s)", settings.APPLICATION_ROLE, model._meta.db_table, right
            )
            assert has is not model.append_only


@pytest.mark.parametrize("table", ["audit_entry", "audit_head"])
@pytest.mark.parametrize("right", ["insert", "update", "delete", "truncate"])
def test_the_audit_log_cannot_be_written_directly(table: str, right: str) -> None:
    assert _one("select has_table_privilege(%s, %s, %s)", settings.APPLICATION_ROLE, table, right) is False


def test_no_temporary_table_stands_for_ours_in_a_function_with_its_owner_s_rights() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select proname, proconfig from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
        )
        paths = dict(cursor.fetchall())
    assert {"audit_append", "destroy_record"} <= set(paths)
    assert all(path == ["search_path=public, pg_temp"] for path in paths.values()), paths
