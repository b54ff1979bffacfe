"""Is the process alive, and can it serve?"""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


class MigrationsWait(Exception):
    """This code is newer than the database."""


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers and its database does too, with all migrations in place."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from organisations_region limit 1")
        migrations_in_place()
    except DatabaseError:
        return HttpResponse("database not ready", status=503, content_type="text/plain")
    except MigrationsWait:
        return HttpResponse("migrations waiting", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@cache
def migrations_in_place() -> None:
    """Raise ``MigrationsWait`` as long as one waits; once all are there, not asked again in this process."""
    if waiting_migrations():
        raise MigrationsWait


def waiting_migrations() -> int:
    """How many migrations of this version the database has not seen."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
