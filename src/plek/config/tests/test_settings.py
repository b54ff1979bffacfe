"""Production refuses to start half-configured, and nothing outside production looks like it."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

LONG = "a-long-secret-made-of-many-characters-0123456789-xyz"
ASK = """
import json, django
from django.conf import settings
django.setup()
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG", "DEMO",
         "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_HTTPONLY", "ALLOWED_HOSTS")
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def run(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Start Python with these settings and nothing of our own environment but the way to the database."""
    usual = {
        "PLEK_MODE": "production", "PLEK_SECRET_KEY": LONG, "PLEK_DATA_KEYS": LONG, "PLEK_LOOKUP_KEY": LONG,
        "PLEK_HOSTS": "plek.example", "PLEK_TLS": "true",
    }  # fmt: skip
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "DATABASE_URL", "DATABASE_OWNER_URL")
            if name in os.environ}  # fmt: skip
    environment = kept | {"PLEK_HOME": str(settings.HOME), "DJANGO_SETTINGS_MODULE": "plek.config.settings"}
    return subprocess.run(
        [sys.executable, *arguments], env=environment | usual | given, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"PLEK_SECRET_KEY": ""}, "PLEK_SECRET_KEY"),
        ({"PLEK_SECRET_KEY": "short"}, "PLEK_SECRET_KEY"),
        ({"PLEK_DATA_KEYS": ""}, "PLEK_DATA_KEYS"),
        ({"PLEK_LOOKUP_KEY": ""}, "PLEK_LOOKUP_KEY"),
        ({"PLEK_HOSTS": ""}, "PLEK_HOSTS"),
        ({"PLEK_HOSTS": "plek.example,*"}, "PLEK_HOSTS"),
        ({"PLEK_TLS": "false"}, "PLEK_TLS"),
        ({"PLEK_MODE": "staging"}, "PLEK_MODE"),
    ],
)
def test_production_refuses_to_start_without_what_it_needs(given: dict[str, str], said: str) -> None:
    started = run("-c", "import plek.config.settings", **given)
    assert started.returncode != 0
    assert said in started.stderr
    assert LONG not in started.stderr


def test_production_is_strict() -> None:
    started = run("-c", ASK)
    assert started.returncode == 0, started.stderr
    found: dict[str, Any] = json.loads(started.stdout)
    assert found.pop("SECURE_HSTS_SECONDS") >= 365 * 24 * 3600
    assert found == {
        "SESSION_COOKIE_NAME": "__Host-plek", "CSRF_COOKIE_NAME": "__Host-plek-csrf",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True, "DEBUG": False, "DEMO": False, "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_HTTPONLY": True, "ALLOWED_HOSTS": ["plek.example"],
    }  # fmt: skip


def test_the_check_for_deployment_is_clean() -> None:
    checked = run("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    assert checked.returncode == 0, checked.stderr


def test_each_data_key_is_as_long_as_a_secret() -> None:
    started = run("-c", "import plek.config.settings", PLEK_DATA_KEYS=f"short,{LONG}")
    assert started.returncode != 0
    assert "PLEK_DATA_KEYS" in started.stderr


def test_sessions_end_and_passwords_are_long() -> None:
    assert settings.SESSION_IDLE_SECONDS == 15 * 60
    assert settings.SESSION_COOKIE_AGE == 12 * 60 * 60
    assert settings.AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] == {"min_length": 12}
    assert settings.DEBUG is False
