"""Pages that belong to no organisation: the gallery, how this device wants to see Plek, accessibility."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from plek.shared.ui.gallery import gallery_page

LOOKS = {"theme": {"auto", "light", "dark"}, "print": {"normal", "large"}, "language": {"nl", "en"}}
COOKIES = {"theme": "plek_theme", "print": "plek_print", "language": "language"}
A_YEAR = 365 * 24 * 60 * 60


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "ui/gallery.html", gallery_page(request.GET))


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What we promise about accessibility, and whom to tell when it fails."""
    return render(request, "ui/accessibility.html")


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Keep the chosen look on this device, and go back to where one was."""
    response = HttpResponseRedirect(way_back(request))
    for name, allowed in LOOKS.items():
        if (value := request.POST.get(name, "")) in allowed:
            response.set_cookie(
                COOKIES[name], value, max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
            )
    return response


def way_back(request: HttpRequest) -> str:
    """The page one came from, if it is ours."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours and not address.startswith("//") else "/"
