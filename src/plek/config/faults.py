"""The pages for what goes wrong, each with the id under which it stands in the logs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This role has no door here."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It does not exist, or not for this person."""
    return render(request, "404.html", status=404)


def without_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that was open too long, or from another site."""
    message = _(
        "This page was open too long to send its form. Go back, load the page again and send it once more."
    )
    return render(request, "422.html", {"message": message}, status=403)


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No browser sends this."""
    return render(request, "422.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Our fault. Rendered without the request's context, which may be what broke."""
    context = {"request_id": getattr(request, "request_id", "")}
    return HttpResponse(loader.get_template("500.html").render(context), status=500)
