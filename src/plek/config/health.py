"""Is the process alive, and can it serve?"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """The process answers and its database does too, with all migrations in place."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1 from organisations_region limit 1")
    except DatabaseError:
        return HttpResponse("database not ready", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
