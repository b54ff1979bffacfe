"""Everything that is kept of one client, whatever context added it: found by following the links to him."""

from collections.abc import Iterator
from typing import Any

from django.db.models import ForeignKey

from plek.caseload.models import Client
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.models import ScopedModel

Rows = dict[type[ScopedModel], list[Any]]


def record_of(by: Membership, client: Client) -> Rows:
    """The rows that hang on this client and that ``by`` may see, by kind; one question for each link.

    A client gets his own without the notes of staff: those are handed out by who wrote them.
    """
    found: dict[type[ScopedModel], dict[int, Any]] = {Client: {client.pk: client}}
    waiting: list[type[ScopedModel]] = [Client]
    while waiting:
        parent = waiting.pop(0)
        for field in _links_to(parent, with_notes=by.role != Role.CLIENT):
            child: Any = field.model
            known = found.setdefault(child, {})
            fresh = [row for row in _rows(by, field, list(found[parent])) if row.pk not in known]
            found[child] = known | {row.pk: row for row in fresh}
            if fresh and child not in waiting:
                waiting.append(child)
    return {model: [rows[pk] for pk in sorted(rows)] for model, rows in found.items() if rows}


def _links_to(parent: type[ScopedModel], *, with_notes: bool) -> Iterator[ForeignKey[Any, Any]]:
    relation: Any
    for relation in parent._meta.get_fields(include_hidden=True):
        child = relation.related_model
        if not relation.auto_created or not isinstance(child, type) or not issubclass(child, ScopedModel):
            continue
        if child.in_record and (with_notes or not child.is_note_of_staff):
            yield relation.field


def _rows(by: Membership, field: ForeignKey[Any, Any], parents: list[int]) -> list[Any]:
    model: Any = field.model
    links = [f for f in model._meta.concrete_fields if f.is_relation and f.name != "organisation"]
    names = [f"{f.name}__user" if f.related_model is Membership else f.name for f in links]
    if "contact" in names:
        names.append("contact__member__user")
    return list(model.objects.visible_to(by).filter(**{f"{field.name}__in": parents}).select_related(*names))
