"""Pages of a person across organisations: where to begin, which role, taking up an invitation."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from plek.accounts import second_factor
from plek.accounts.services import renew_session, sign_in
from plek.audit.choices import Action
from plek.audit.services import record
from plek.organisations.choices import Role
from plek.organisations.formality import address
from plek.organisations.forms.accepting import AcceptForm
from plek.organisations.middleware import SESSION_KEY
from plek.organisations.models import Membership
from plek.organisations.presenters.people import held_roles
from plek.organisations.selectors import memberships_of, slug_of
from plek.organisations.services.invitations import accept_invitation, open_invitation
from plek.organisations.start import start_page
from plek.shared.errors import NotFound
from plek.shared.tenancy import scope

LAST_KEY = "organisation_in_use"


@never_cache
@login_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the start page of the role in use; with several and none chosen yet, to the choice."""
    held = _held(request)
    last = request.session.get(LAST_KEY, "")
    here = [one for one in held if one.organisation.slug == last] or held
    chosen = request.session.get(SESSION_KEY, {}).get(here[0].organisation.slug) if here else None
    for one in here:
        if one.pk == chosen or len(held) == 1:
            return HttpResponseRedirect(start_page(one))
    return memberships(request)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def memberships(request: HttpRequest) -> HttpResponse:
    """All my roles and organisations; POST takes up another one."""
    held = _held(request)
    if request.method == "POST":
        return _switch(request, held)
    in_use, last = request.session.get(SESSION_KEY, {}), request.session.get(LAST_KEY, "")
    only = held[0].organisation.slug if len(held) == 1 else ""
    return render(request, "organisations/memberships.html", {"held": held_roles(held, in_use, last or only)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, organisation: str, token: str) -> HttpResponse:
    """Take up an invitation: a newcomer chooses a password, who has an account signs in first."""
    now = timezone.now()
    with scope(slug=organisation):
        invitation = open_invitation(token=token, at=now)
    if invitation is None:
        return render(request, "organisations/invitation_gone.html", status=404)
    member = invitation.membership
    address(member.role, invitation.organisation)
    is_new = not member.user.has_usable_password()
    form = AcceptForm(request.POST if request.method == "POST" else None, user=member.user if is_new else None)
    context = {
        "member": member,
        "inviter": invitation.organisation,
        "form": form,
        "is_new": is_new,
        "is_me": request.user.pk == member.user_id,
        "is_client": member.role == Role.CLIENT,
    }
    if request.method == "POST" and (is_new or context["is_me"]) and form.is_valid():
        return _accept(request, organisation, token, form)
    return render(request, "organisations/accept.html", context, status=form.http_status)


def accept_quietly(request: HttpRequest, house: int, token: str) -> HttpResponse:
    """The same by a link that does not name the organisation: a client's mail is read by others too."""
    return accept(request, slug_of(house), token)


def _accept(request: HttpRequest, slug: str, token: str, form: AcceptForm) -> HttpResponse:
    try:
        with scope(slug=slug):
            member = accept_invitation(
                token=token, at=timezone.now(), password=form.cleaned_data.get("password", "")
            )
    except (NotFound, ValidationError):
        return render(request, "organisations/invitation_gone.html", status=404)
    response: HttpResponse = HttpResponseRedirect("/")
    if request.user.pk != member.user_id:
        response = sign_in(request=request, user=member.user, method="invitation", next_url="/")
    _remember(request, member)
    second_factor.review(request)
    is_client = member.role == Role.CLIENT
    messages.success(request, _("Welcome to your own page.") if is_client else _("Welcome. Your role is ready."))
    return response


def _switch(request: HttpRequest, held: list[Membership]) -> HttpResponse:
    chosen = next((one for one in held if str(one.pk) == request.POST.get("membership")), None)
    if chosen is None:
        raise Http404
    renew_session(session=request.session)
    _remember(request, chosen)
    with scope(organisation_id=chosen.organisation_id, user_id=chosen.user_id):
        record(
            by=chosen, action=Action.EXECUTE, event="role.switched", object_kind="membership", object_id=chosen.pk
        )
    return HttpResponseRedirect(start_page(chosen))


def _remember(request: HttpRequest, member: Membership) -> None:
    slug = member.organisation.slug
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), slug: member.pk}
    request.session[LAST_KEY] = slug


def _held(request: HttpRequest) -> list[Membership]:
    user_id = cast(int, request.user.pk)
    with scope(user_id=user_id, read_only=True):
        return list(memberships_of(user_id, timezone.localdate()))
