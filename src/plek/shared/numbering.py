"""Numbers that people can say aloud: a prefix and a counter, per organisation."""

from django.db import connection
from django.db.models import BigIntegerField, Max, QuerySet
from django.db.models.functions import Cast, Substr

from plek.shared.actor import Actor


def next_number(of_organisation: QuerySet, *, by: Actor, field: str, prefix: str) -> str:
    """The number after the highest with this prefix: ``WG0001``. Numbers from elsewhere may look otherwise.

    Who asks waits for a colleague who asked just before, until the end of that transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s), %s::int)", [prefix, by.organisation_id])
    ours = of_organisation.filter(**{f"{field}__regex": rf"^{prefix}[0-9]{{1,9}}$"})
    counter = Cast(Substr(field, len(prefix) + 1), BigIntegerField())
    highest = ours.annotate(counter=counter).aggregate(highest=Max("counter"))["highest"]
    return f"{prefix}{(highest or 0) + 1:04d}"
