"""The pages about employers."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.selectors import drafts
from plek.caseload.services.drafts import discard_draft
from plek.employers import presenters, selectors, services
from plek.employers.forms import ContactForm, EmployerForm, FilterForm, WithdrawForm
from plek.employers.models import EmployerContact
from plek.organisations.choices import CASELOAD_ROLES
from plek.shared.doors import reading, writing
from plek.shared.forms import version_sent
from plek.shared.links import to

PER_PAGE = 25
DRAFT = "employer-contact"


@reading(roles=CASELOAD_ROLES)
def employer_list(request: Any) -> HttpResponse:
    """Employers of the organisation, shared by all who work the caseload."""
    form = FilterForm(request.GET, selectors.filter_options(request.membership))
    rows = selectors.filtered(request.membership, form.wanted(), request.today)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": form, "page": page, "lines": presenters.employer_lines(page, request.today)}
    name = "employers/list.html#results" if request.htmx.target == "results" else "employers/list.html"
    return render(
        request, name, context | {"is_filtered": any(request.GET.get(n) for n in form.fields if n != "sort")}
    )


@reading(roles=CASELOAD_ROLES)
def employer(request: Any, code: str) -> HttpResponse:
    """One employer: where the relation stands, contacts, and who works there."""
    page = presenters.employer_page(request.membership, code, request.today, everything="all" in request.GET)
    record(
        by=request.membership, action=Action.READ, event="employer.viewed", object_kind="employer", object_id=code,
        detail={"contacts": len(page.contacts), "jobs": len(page.jobs_now) + len(page.jobs_past)},
    )  # fmt: skip
    return render(request, "employers/employer.html", {"employer": page})


@writing(roles=CASELOAD_ROLES)
def new_employer(request: Any) -> HttpResponse:
    """Add an employer, with a warning when it seems to be there already."""
    form = EmployerForm(request.POST or None, initial={"name": request.GET.get("name", "")})
    if form.is_valid():
        typed, another = form.fields_of_employer(), form.cleaned_data["is_another"]
        made = form.attempt(
            lambda: services.register_employer(by=request.membership, at=request.now, is_another=another, **typed)
        )
        if made:
            messages.success(request, _("%(employer)s is added.") % {"employer": made.name})
            return HttpResponseRedirect(to(request, "employers:employer", code=made.code))
    similar = _similar(request, form) if form.is_bound else []
    return render(request, "employers/edit.html", {"form": form, "similar": similar}, status=form.http_status)


@writing(roles=CASELOAD_ROLES)
def edit_employer(request: Any, code: str) -> HttpResponse:
    """Change an employer; when a colleague was first, both are shown."""
    now = selectors.employer(request.membership, code)
    form = EmployerForm(request.POST or None, initial={n: getattr(now, n) for n in services.FIELDS})
    if form.is_valid():
        version = version_sent(request.POST)
        typed = form.fields_of_employer()
        if form.attempt(
            lambda: services.change_employer(
                by=request.membership, at=request.now, code=code, version=version, **typed
            )
        ):
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(to(request, "employers:employer", code=code))
        conflict = presenters.conflict_lines(form, now)
    else:
        conflict = []
    context = {"form": form, "employer": now, "conflict": conflict}
    return render(request, "employers/edit.html", context, status=form.http_status)


@writing(roles=CASELOAD_ROLES)
def log_contact(request: Any) -> HttpResponse:
    """Log a contact with an employer, in a few taps, in the doorway."""
    by, asked = request.membership, request.POST or request.GET
    chosen = selectors.employers_with_codes(by, [code for code in [asked.get("employer", "")] if code])
    known = [*chosen, *selectors.recent_employers(by, request.today)]
    initial = ContactForm.blank(request.today) | {
        "employer": asked.get("employer", ""), "trajectory": asked.get("trajectory", ""),
        "purpose": presenters.likely_purpose(chosen),
    }  # fmt: skip
    kept = drafts.draft_of(by, DRAFT) if request.method == "GET" and not request.GET else None
    form = _contact_form(request, known, initial | (kept.data.dict() if kept else {}))
    if form.is_valid():
        logged = form.attempt(lambda: _log(request, form))
        if logged:
            return _said(
                request, _("Contact with %(employer)s logged.") % {"employer": logged.employer.name}, logged
            )
        known = [*known, *selectors.like(by, form.data["name"], form.data.get("town", ""))]
        codes = [row.code for row in known]
        form.fields["employer"].widget.choices = presenters.employer_choices(
            selectors.employers_with_codes(by, codes), by, request.today
        )
    return _contact_page(request, form, {"asks_another": form.has_error("name"), "draft": DRAFT, "kept": kept})


@reading(roles=CASELOAD_ROLES)
def find(request: Any) -> HttpResponse:
    """Employers that answer to what is being typed, as choices of a form."""
    rows = selectors.found_employers(request.membership, request.GET.get("name", ""))
    found = presenters.employer_choices(rows, request.membership, request.today)
    return render(request, "employers/found.html", {"found": found, "typed": request.GET.get("name", "")})


@writing(roles=CASELOAD_ROLES)
def correct_contact(request: Any, key: UUID) -> HttpResponse:
    """Log how it really was; what was logged first stays visible in the log."""
    mistaken = selectors.contact(request.membership, key)
    form = _contact_form(request, [], presenters.contact_as_typed(mistaken))
    if form.is_valid():
        typed = form.contact()
        corrected = form.attempt(
            lambda: services.correct_contact(
                by=request.membership, at=request.now, on=request.today, corrects=key, **typed
            )
        )
        if corrected:
            return _said(request, _("The contact is corrected."), corrected)
    _log_view(request, mistaken)
    return _contact_page(
        request,
        form,
        {"corrects": mistaken, "withdraw": WithdrawForm(initial=ContactForm.blank(mistaken.held_on))},
    )


@writing(roles=CASELOAD_ROLES)
def withdraw_contact(request: Any, key: UUID) -> HttpResponse:
    """Say that a contact did not take place."""
    mistaken = selectors.contact(request.membership, key)
    form = WithdrawForm(request.POST or None, initial=ContactForm.blank(mistaken.held_on))
    if form.is_valid():
        withdrawn = form.attempt(
            lambda: services.withdraw_contact(
                by=request.membership, at=request.now, key=form.cleaned_data["key"], withdraws=key
            )
        )
        if withdrawn:
            return _said(request, _("The contact is withdrawn."), withdrawn)
    _log_view(request, mistaken)
    return render(request, "employers/withdraw.html", {"form": form, "contact": mistaken}, status=form.http_status)


def _log_view(request: Any, found: EmployerContact) -> None:
    """A contact for a client tells that he is one."""
    if request.method != "POST":
        record(
            by=request.membership, action=Action.READ, event="employer_contact.viewed", object_id=found.pk,
            client_id=found.trajectory.client_id if found.trajectory else None, object_kind="employer_contact",
        )  # fmt: skip


def _log(request: Any, form: ContactForm) -> Any:
    employer = services.find_or_register(by=request.membership, at=request.now, **form.employer_typed())
    logged = services.log_contact(
        by=request.membership, at=request.now, on=request.today, employer=employer, **form.contact()
    )
    discard_draft(by=request.membership, form=DRAFT)
    return logged


def _contact_form(request: Any, known: list[Any], initial: dict[str, Any]) -> ContactForm:
    return ContactForm(
        request.POST or None,
        initial=initial,
        employers=presenters.employer_choices(known, request.membership, request.today),
        trajectories=presenters.trajectory_choices(request.membership),
    )


def _contact_page(request: Any, form: ContactForm, context: dict[str, Any]) -> HttpResponse:
    in_panel = request.htmx.target == "panel"
    name = "employers/log_contact.html#panel" if in_panel else "employers/log_contact.html"
    return render(request, name, {"form": form, "in_panel": in_panel} | context, status=form.http_status)


def _said(request: HttpRequest, sentence: str, contact: Any) -> HttpResponse:
    """Say that it is done: aloud beside the page, or on the page of the employer."""
    if getattr(request, "htmx", None) and request.htmx.target == "panel":  # type: ignore[attr-defined]
        response = trigger_client_event(HttpResponse(""), "plek:said", {"text": sentence})
        return trigger_client_event(response, "employer-contact-logged", {})
    messages.success(request, sentence)
    return HttpResponseRedirect(to(request, "employers:employer", code=contact.employer.code))


def _similar(request: Any, form: EmployerForm) -> list[tuple[str, str]]:
    """Employers that look like what was typed, with their code, for links."""
    if not form.has_error("name"):
        return []
    typed, by = form.data, request.membership
    rows = [
        *selectors.with_kvk(by, typed.get("kvk", "")),
        *selectors.like(by, typed.get("name", ""), typed.get("town", "")),
    ]
    return list({row.code: f"{row.name}, {row.town}" if row.town else row.name for row in rows}.items())
