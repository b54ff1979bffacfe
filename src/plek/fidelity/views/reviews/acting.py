"""What all doors of a review do: change something and go back, or say why not."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity.presenters.reviews.steps import head
from plek.fidelity.selectors.reviews.dossier import Dossier, dossier_of
from plek.shared.errors import Refused
from plek.shared.links import to


def act(
    request: Any, call: Callable[[], object], *, number: str, done: str = "", page: str = "review", **parts: Any
) -> HttpResponse:
    """Run a service and go to a page of the review; a refusal is said there. Only by POST."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    dossier_of(request.membership, number)
    try:
        with transaction.atomic():
            call()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect(to(request, f"fidelity:{page}", number=number, **parts))


def first_error(form: BaseForm) -> str:
    """Of a form that is sent from within a larger page: what is wrong, and with which field."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        return f"{label}: {errors[0]}" if label else str(errors[0])
    return ""


def checked(form: BaseForm) -> dict[str, Any]:
    """What was filled in. Raises ``Refused`` with the first error."""
    if not form.is_valid():
        raise Refused(first_error(form))
    return form.cleaned_data


def shown(
    request: Any, dossier: Dossier, page: str, template: str, /, *, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of a review, with its head, and the view in the log."""
    by, link = request.membership, partial(to, request)
    record(
        by=by, action=Action.READ, event="review.viewed", object_kind="review", object_id=dossier.review.number,
        detail={"page": page},
    )  # fmt: skip
    top = head(by, dossier, request.today, link, f"fidelity:{page}")
    return render(request, template, {"head": top, **context}, status=status)
