"""“Je” or “u”: an organisation chooses how Plek addresses its clients.

Formal Dutch is a language of its own to Django. Its catalogues (``locale/nl_X-formal``) hold only the sentences
that differ; for all others it falls back on Dutch. Staff are always “je”.
"""

from django.utils import translation

from plek.accounts.choices import FORMAL_DUTCH, Language
from plek.organisations.choices import Role
from plek.organisations.models import Organisation


def is_formal(role: str, organisation: Organisation) -> bool:
    """Does this organisation say “u” to someone in this role?"""
    return role == Role.CLIENT and organisation.is_formal


def language_for(role: str, organisation: Organisation, language: str) -> str:
    """The language in which to address someone in this role, who reads ``language``."""
    return FORMAL_DUTCH if is_formal(role, organisation) and language == Language.DUTCH else language


def address(role: str, organisation: Organisation) -> None:
    """From here to the end of the request, address the reader as the organisation chose."""
    active = translation.get_language()
    language = active if active and active != FORMAL_DUTCH else str(Language.DUTCH)
    translation.activate(language_for(role, organisation, language))
