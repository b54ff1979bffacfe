"""The two database roles: the owner, who migrates, and the application, which row-level security binds."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, urlencode

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from plek.config import embedded
from plek.config.premises import EmbeddedDatabaseError

OLDEST_SERVER: Final = 15
_CONNECT_SECONDS: Final = 10
_LOCK: Final = 0x706C656B  # "plek", so that processes starting together make the role once
_ATTRIBUTES: Final = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
_FAULTS: Final = """
    SELECT role.rolsuper OR role.rolbypassrls OR role.rolcreaterole,
           has_schema_privilege('public', 'CREATE'),
           EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
                   AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'MEMBER')),
           EXISTS (SELECT 1 FROM pg_roles r
                   WHERE (r.rolsuper OR r.rolbypassrls) AND pg_has_role(r.oid, 'MEMBER'))
    FROM pg_roles role WHERE role.rolname = current_user
"""
_FAULT_SENTENCES: Final = (
    "is a superuser, may bypass row security or may make roles",
    "may make tables in schema public",
    "owns tables, itself or through a role it is a member of",
    "is a member of a role that is superuser or may bypass row security",
)


@dataclass(frozen=True)
class DatabaseAddresses:
    """Connection URLs. Without `owner_url` this process can serve but not migrate."""

    app_url: str
    owner_url: str | None


def resolve(env: Mapping[str, str], home: Path) -> DatabaseAddresses:
    """Find the database from DATABASE_URL and DATABASE_OWNER_URL, or start the embedded one in `home`.

    DATABASE_URL alone is the owner's address, from which the application's role follows. With
    DATABASE_OWNER_URL beside it, also an empty one, DATABASE_URL is the application's own address.
    """
    given = env.get("DATABASE_URL", "")
    if given and "DATABASE_OWNER_URL" in env:
        return DatabaseAddresses(given, env["DATABASE_OWNER_URL"] or None)
    try:
        owner_url = given or embedded.start(home)
    except EmbeddedDatabaseError as error:
        raise ImproperlyConfigured(str(error)) from error
    return DatabaseAddresses(application_url(owner_url, env.get("PLEK_SECRET_KEY", "")), owner_url)


def database_settings(url: str) -> dict[str, Any]:
    """One entry of Django's DATABASES, for a PostgreSQL connection URL."""
    parts = _parts(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": _CONNECT_SECONDS, **parts},
    }


def application_url(owner_url: str, secret: str = "") -> str:
    """Make the application's role, if need be, and answer its connection URL.

    Its password follows from the owner's (or else from `secret`), so that every process finds the same one.
    """
    with _connect(owner_url) as owner:
        role = f"{owner.info.user}_app"
        parts = _parts(owner_url) | {"user": role, "dbname": owner.info.dbname}
        password = _derived(owner.info.password or secret, role)
        app_url = _url(parts | {"password": password})
        _prepare(owner, role, password, app_url)
    return app_url


def prepare(addresses: DatabaseAddresses) -> None:
    """Before migrating: make the application's role with the name and password of its own address."""
    if addresses.owner_url is None:
        raise ImproperlyConfigured("Migrating needs the owner of the database: set DATABASE_OWNER_URL.")
    parts = _parts(addresses.app_url)
    with _connect(addresses.owner_url) as owner:
        if parts.get("user", owner.info.user) == owner.info.user:
            raise ImproperlyConfigured("DATABASE_URL and DATABASE_OWNER_URL must name two different roles.")
        _prepare(owner, parts["user"], parts.get("password"), addresses.app_url)


def faults(connection: psycopg.Connection[Any]) -> list[str]:
    """Why the connected role is too mighty to be the application's; empty when it is fit."""
    found = connection.execute(_FAULTS).fetchone()
    if found is None:
        return []
    said = zip(found, _FAULT_SENTENCES, strict=True)
    return [f"The application's database role {sentence}." for is_so, sentence in said if is_so]


def _parts(url: str) -> dict[str, Any]:
    try:
        return dict(conninfo_to_dict(url))
    except psycopg.ProgrammingError as error:
        raise ImproperlyConfigured(
            "The database address is not understood: write postgresql://user:password@host:5432/database."
        ) from error


def _url(parts: dict[str, Any]) -> str:
    given = {name: value for name, value in parts.items() if value is not None}
    user, password, database = (quote(given.pop(name, ""), safe="") for name in ("user", "password", "dbname"))
    who = f"{user}:{password}" if password else user
    return f"postgresql://{who}@/{database}?{urlencode(given, quote_via=quote)}"


def _connect(url: str) -> psycopg.Connection[Any]:
    """Connect, and check that the server is recent enough."""
    _parts(url)
    try:
        connection = psycopg.connect(url, connect_timeout=_CONNECT_SECONDS)
    except psycopg.OperationalError as error:
        raise ImproperlyConfigured(
            f"The database does not answer; check DATABASE_URL. {_first_line(error)}"
        ) from error
    version = connection.info.server_version // 10_000
    if version < OLDEST_SERVER:
        connection.close()
        raise ImproperlyConfigured(f"Plek needs PostgreSQL {OLDEST_SERVER} or newer; this server is {version}.")
    return connection


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[0]


def _derived(secret: str, role: str) -> str | None:
    """The role's password; None, so no sign-in by password, when nothing secret is there to derive from."""
    if not secret:
        return None
    digest = hmac.digest(secret.encode(), f"plek application role {role}".encode(), hashlib.sha256)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _prepare(owner: psycopg.Connection[Any], role: str, password: str | None, app_url: str) -> None:
    try:
        with owner.transaction():
            owner.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            _make_role(owner, role, password, app_url)
            _admit(owner, role)
    except psycopg.errors.InsufficientPrivilege as error:
        raise ImproperlyConfigured(_what_to_run(owner, role)) from error


def _make_role(owner: psycopg.Connection[Any], role: str, password: str | None, app_url: str) -> None:
    is_there = owner.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if is_there and _can_sign_in(app_url):
        return
    verb = "ALTER" if is_there else "CREATE"
    words = "LOGIN" if is_there else _ATTRIBUTES
    statement = sql.SQL(f"{verb} ROLE {{}} {words} PASSWORD {{}}").format(
        sql.Identifier(role), sql.Literal(password)
    )
    owner.execute(statement)


def _can_sign_in(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=_CONNECT_SECONDS).close()
    except psycopg.OperationalError:
        return False
    return True


def _admit(owner: psycopg.Connection[Any], role: str) -> None:
    """CONNECT and USAGE, where the defaults do not give them already."""
    has = owner.execute(
        "SELECT has_database_privilege(%(role)s, current_database(), 'CONNECT'),"
        " has_schema_privilege(%(role)s, 'public', 'USAGE')",
        {"role": role},
    ).fetchone()
    if has != (True, True):
        for statement in _grants(owner, role):
            owner.execute(statement)


def _grants(owner: psycopg.Connection[Any], role: str) -> list[sql.Composed]:
    name = sql.Identifier(role)
    database = sql.Identifier(owner.info.dbname)
    return [
        sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, name),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(name),
    ]


def _what_to_run(owner: psycopg.Connection[Any], role: str) -> str:
    create = sql.SQL(f"CREATE ROLE {{}} {_ATTRIBUTES} PASSWORD 'choose-one'").format(sql.Identifier(role))
    statements = "; ".join(statement.as_string(owner) for statement in (create, *_grants(owner, role)))
    return (
        f"The role {owner.info.user} may not make the application's role. Have an administrator run: "
        f"{statements}; then set DATABASE_URL to the role {role} and DATABASE_OWNER_URL to {owner.info.user}."
    )
