"""“Je” or “u” on the pages of an account, which stand outside any organisation.

The pages of an organisation know how to address their reader (``organisations.formality``); the browser remembers
it, so that signing in, a new password and the account itself speak the same way to a client. Who opens a link or
gets a mail at a browser that never saw him is addressed as all organisations do that know him as a client.
"""

from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from plek.accounts.choices import FORMAL_DUTCH, Language
from plek.accounts.models import User
from plek.shared.tenancy import scope

COOKIE = "plek_address"
FORMAL = "formal"
A_YEAR = 365 * 24 * 60 * 60
CLIENT = "client"
"""The role; roles are named on a floor above."""


def remembered(request: HttpRequest, language: str) -> str:
    """The language in which to address whoever reads at this browser."""
    is_formal = language == Language.DUTCH and request.COOKIES.get(COOKIE) == FORMAL
    return FORMAL_DUTCH if is_formal else language


def remember(request: HttpRequest, response: HttpResponse, *, is_formal: bool) -> None:
    """Keep how the reader was addressed, when that is news."""
    if is_formal == (request.COOKIES.get(COOKIE) == FORMAL):
        return
    if not is_formal:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    secure = request.is_secure()
    response.set_cookie(COOKIE, FORMAL, max_age=A_YEAR, samesite="Lax", secure=secure, httponly=True)


def note_reader(request: HttpRequest, user: User, on: date) -> None:
    """Somebody just signed in at this browser: from the next page on it speaks to him, whatever page that is."""
    request.reader_is_formal = is_formal_to(user, on)  # type: ignore[attr-defined]


def remember_reader(request: HttpRequest, response: HttpResponse) -> None:
    """Keep what was noted, when somebody signed in on this request."""
    noted: bool | None = getattr(request, "reader_is_formal", None)
    if noted is not None:
        remember(request, response, is_formal=noted)


def of_person(user: User, on: date) -> str:
    """The language in which to address this person, whatever browser he is at."""
    if user.language == Language.DUTCH and is_formal_to(user, on):
        return FORMAL_DUTCH
    return str(user.language)


def is_formal_to(user: User, on: date) -> bool:
    """A client of organisations that all say “u” reads “u”; who is staff anywhere does not."""
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    with scope(user_id=user.pk):
        held = user.memberships.filter(lasting).values_list("role", "organisation__is_formal")
        return bool(held) and all(role == CLIENT and formal for role, formal in held)
