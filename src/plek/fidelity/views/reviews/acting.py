"""What all doors of a review do: change something and go back, or say why not."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity.presenters.reviews.steps import head
from plek.fidelity.selectors.reviews.dossier import Dossier, dossier_of
from plek.shared.errors import Refused
from plek.shared.forms import PlekForm
from plek.shared.links import to

Form = TypeVar("Form", bound=PlekForm)


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


def fill_in(
    request: Any, form: PlekForm, call: Callable[[], object], again: Callable[[PlekForm], HttpResponse], *,
    number: str, done: str = "", page: str = "review", go_to: Callable[[], str] | None = None, **parts: Any,
) -> HttpResponse:  # fmt: skip
    """Run a service with what was filled in and go to a page of the review, or wherever ``go_to`` then says. When
    something is wrong ``again`` shows the page with the form as it was sent. Only by POST."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if form.is_valid():
        form.attempt(call)
    if form.errors:
        return again(form)
    if done:
        messages.success(request, done)
    return redirect(go_to() if go_to else to(request, f"fidelity:{page}", number=number, **parts))


def as_sent(sent: PlekForm | None, kind: type[Form], fresh: Callable[[], Form]) -> Form:
    """Of the forms of a page the one that was sent and refused, and every other as it begins."""
    return sent if type(sent) is kind else fresh()


def shown(
    request: Any, dossier: Dossier, page: str, template: str, /, *, form: PlekForm | None = None, **context: Any
) -> HttpResponse:
    """A page of a review, with its head, and the view in the log. ``form`` is what was sent, if anything was."""
    by, link = request.membership, partial(to, request)
    record(
        by=by, action=Action.READ, event="review.viewed", object_kind="review", object_id=dossier.review.number,
        detail={"page": page},
    )  # fmt: skip
    top = head(by, dossier, request.today, link, f"fidelity:{page}")
    status = form.http_status if form else 200
    return render(request, template, {"head": top, "form": form, **context}, status=status)
