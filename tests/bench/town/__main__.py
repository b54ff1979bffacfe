"""`python -m tests.bench.town CLIENTS`: fill the database of DATABASE_URL, as its owner."""

import sys
from random import Random

import django

FILLED = ("accounts", "audit", "caseload", "employers", "employment", "organisations")


def main(clients: int) -> None:
    django.setup()
    from django.apps import apps
    from django.db import connection, transaction
    from django.db.models import BigAutoField
    from django.utils import timezone

    from tests.bench.town.clients import build_clients
    from tests.bench.town.contacts import build_contacts, build_diary
    from tests.bench.town.copying import number_on
    from tests.bench.town.staff import build_staff
    from tests.bench.town.work import build_log, build_work

    random, today = Random(1993), timezone.localdate()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")  # the rows fit by construction
        staff = build_staff(clients, today)
        courses = build_clients(random, staff, clients, today)
        build_contacts(random, courses, today)
        build_diary(random, staff, courses, today)
        build_work(random, courses, today)
        build_log(courses, today)
        for model in apps.get_models():
            if model._meta.app_label in FILLED and isinstance(model._meta.pk, BigAutoField):
                number_on(model)
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


if __name__ == "__main__":
    main(int(sys.argv[1]))
