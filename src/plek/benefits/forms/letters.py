"""In which language a letter is made."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.shared.forms import PlekForm

LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]


class LetterForm(PlekForm):
    language = forms.ChoiceField(
        label=_("Language of the letter"), choices=LANGUAGES, initial="nl", widget=forms.RadioSelect
    )
