"""``plek doctor`` looks at everything and says what to do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings

from plek.config import diagnosis
from plek.config.backup import LAST

pytestmark = pytest.mark.django_db


def finding(subject: str) -> diagnosis.Finding:
    return next(one for one in diagnosis.examine() if one.subject == subject)


def test_all_is_well_here() -> None:
    found = {one.subject: one.is_well for one in diagnosis.examine()}
    assert set(found) >= {"database", "database role", "migrations", "static files", "mail", "clock", "keys"}
    assert all(found[subject] for subject in ("database", "database role", "migrations", "mail", "clock", "keys"))


@override_settings(PRODUCTION=True)
def test_in_production_stand_ins_and_unsent_mail_are_not_well() -> None:
    assert not finding("keys").is_well
    assert "PLEK_SECRET_KEY" in finding("keys").sentence


@override_settings(PRODUCTION=True, SECRET_KEY="s" * 50, DATA_KEYS=["d" * 50, "e" * 50])
def test_keys_are_counted_and_not_shown() -> None:
    assert finding("keys").is_well
    assert "2" in finding("keys").sentence
    assert "dddd" not in finding("keys").sentence


@override_settings(PRODUCTION=True, EMAIL_BACKEND="django.core.mail.backends.console.EmailBackend")
def test_mail_that_goes_nowhere_is_said() -> None:
    assert not finding("mail").is_well


def test_a_look_that_fails_is_a_finding_too() -> None:
    def look() -> tuple[bool, str]:
        with connection.cursor() as cursor:
            cursor.execute("select secret from nothing")
        return True, ""

    found = diagnosis._safely("something", look)
    assert not found.is_well
    assert "secret" not in found.sentence


def test_a_backup_is_made_each_day(tmp_path: Path) -> None:
    with override_settings(HOME=tmp_path, PRODUCTION=True):
        assert not finding("backups").is_well
        for hours, is_well in ((20, True), (60, False)):
            made = datetime.now(UTC) - timedelta(hours=hours)
            (tmp_path / LAST).write_text(made.isoformat())
            assert finding("backups").is_well is is_well
