"""Keeping and removing views of the table."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from plek.caseload.forms.saved_views import SaveViewForm, kept_query
from plek.caseload.selectors.saved_views import saved_views
from plek.caseload.services import saved_views as services
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.shared.doors import writing
from plek.shared.links import to


@writing(roles=CLIENT_RECORD_ROLES)
def views(request: Any) -> HttpResponse:
    """One's views of the table; a new one is named here."""
    form = SaveViewForm(request.POST or None, initial={"query": kept_query(request.GET)})
    if form.is_valid():
        view = form.attempt(lambda: services.save_view(by=request.membership, **form.cleaned_data))
        if view:
            messages.success(request, _("View “%(name)s” is kept.") % {"name": view.name})
            return HttpResponseRedirect(f"{to(request, 'caseload:clients')}?{view.query}")
    context = {"form": form, "views": saved_views(request.membership)}
    return render(request, "caseload/saved_views.html", context, status=form.http_status)


@writing(roles=CLIENT_RECORD_ROLES)
def remove_view(request: Any, view: int) -> HttpResponse:
    """Remove one of one's views."""
    if request.method == "POST":
        services.remove_view(by=request.membership, view_id=view)
        messages.success(request, _("The view is removed. The clients stay as they are."))
    return HttpResponseRedirect(to(request, "caseload:saved_views"))
