"""“Je” or “u” on the pages of an account, which stand outside any organisation.

The pages of an organisation know how to address their reader (``organisations.formality``); the browser remembers
it, so that signing in, a new password and the account itself speak the same way to a client.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from plek.accounts.choices import FORMAL_DUTCH, Language

COOKIE = "plek_address"
FORMAL = "formal"
A_YEAR = 365 * 24 * 60 * 60


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


def of_mail(language: str) -> str:
    """The language of a mail that the page now shown brings about, to a reader of ``language``."""
    active = translation.get_language() or language
    return active if active == FORMAL_DUTCH and language == Language.DUTCH else language
