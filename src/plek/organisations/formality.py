"""“Je” or “u”: an organisation chooses how Plek addresses its clients.

Formal Dutch is a language of its own to Django. Its catalogues (``locale/nl_X-formal``) hold only the sentences
that differ; for all others it falls back on Dutch. Staff are always “je”.
"""

from django.utils import translation

from plek.accounts.choices import Language
from plek.organisations.choices import Role
from plek.organisations.models import Organisation

FORMAL_DUTCH = "nl-x-formal"


def language_for(role: str, organisation: Organisation, language: str) -> str:
    """The language in which to address someone in this role, who reads ``language``."""
    is_formal = role == Role.CLIENT and organisation.is_formal
    return FORMAL_DUTCH if is_formal and language == Language.DUTCH else language


def address(role: str, organisation: Organisation) -> None:
    """From here to the end of the request, address the reader as the organisation chose."""
    translation.activate(language_for(role, organisation, translation.get_language() or Language.DUTCH))
