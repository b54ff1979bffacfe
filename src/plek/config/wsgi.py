"""The application as a WSGI server sees it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plek.config.settings")
application = get_wsgi_application()


def _refuse_demo_on_real_data() -> None:
    from django.conf import settings

    if settings.DEMO:
        from plek.config.demo.region import refuse_real_data

        refuse_real_data()


_refuse_demo_on_real_data()
