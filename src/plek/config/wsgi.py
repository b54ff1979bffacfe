"""The application as a WSGI server sees it; it refuses to serve what would not be safe."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plek.config.settings")
application = get_wsgi_application()


def _refuse_what_is_unsafe() -> None:
    from django.db import connection

    from plek.config.checks import refuse_what_is_unsafe

    refuse_what_is_unsafe()
    connection.close()


_refuse_what_is_unsafe()
