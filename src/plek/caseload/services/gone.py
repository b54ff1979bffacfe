"""The list of records that were destroyed, kept outside the database: a backup must not bring anyone back."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from plek.caseload import supply
from plek.caseload.models import Client, Draft, SearchGram, Snooze, Trajectory
from plek.caseload.services.search import KIND
from plek.organisations.models import Organisation
from plek.organisations.services import client_access
from plek.shared.tenancy import inside, scoped_models

LIST = "destroyed.jsonl"
FOR_THE_OWNER = 0o640


@dataclass(frozen=True)
class Gone:
    """One destroyed record, by numbers only."""

    organisation: str
    record: int
    number: str
    on: str


def note(home: Path, gone: Gone) -> None:
    """Add a line to the list, on the disk before this returns."""
    place = os.open(home / LIST, os.O_WRONLY | os.O_CREAT | os.O_APPEND, FOR_THE_OWNER)
    with open(place, "w", encoding="utf-8") as file:
        file.write(json.dumps(asdict(gone)) + "\n")
        file.flush()
        os.fsync(file.fileno())


def noted(home: Path) -> Iterator[Gone]:
    """Everything on the list."""
    path = home / LIST
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        yield Gone(**json.loads(line))


@transaction.atomic
def destroy_again(gone: Gone) -> bool:
    """Destroy what came back with a backup; answers whether it had. Needs the owner of the database."""
    organisation = Organisation.objects.filter(slug=gone.organisation).first()
    if organisation is None:
        return False
    with inside(organisation.pk):
        client = Client.objects.filter(organisation=organisation, pk=gone.record, number=gone.number).first()
        if client is None:
            return False
        forget_traces(client)
        with connection.cursor() as cursor:
            cursor.execute("select destroy_rows(%s, %s)", [client.pk, loose_links()])
        client_access.forget(organisation=organisation, number=client.number, user_id=client.user_id)
    return True


def forget_traces(client: Client) -> None:
    """What speaks of the client but hangs on somebody else: for search, lines put off, what was being typed."""
    numbers = [client.number, *Trajectory.objects.filter(client=client).values_list("number", flat=True)]
    here: dict[str, Any] = {"organisation_id": client.organisation_id}
    SearchGram.objects.filter(**here, kind=KIND, object_id=client.pk).delete()
    for number in numbers:
        Snooze.objects.filter(**here, line__endswith=f":{number}").delete()
    drafts = Draft.objects.filter(**here).only("pk", "fields")
    about = [draft.pk for draft in drafts if any(f'"{number}"' in draft.fields for number in numbers)]
    Draft.objects.filter(pk__in=about).delete()
    for forget in supply.forgetters:
        forget(client.organisation_id, client.number)


def loose_links() -> list[str]:
    """Columns that are emptied instead of their rows being removed."""
    return [
        f"{model._meta.db_table}.{model._meta.get_field(name).column}"  # type: ignore[union-attr]
        for model in scoped_models()
        for name in model.outlives_client
    ]
