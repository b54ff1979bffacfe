"""One's own settings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plek.accounts.choices import Language, Theme
from plek.accounts.forms.entrance import TYPED_ADDRESS
from plek.shared.forms import PlekForm


class SettingsForm(PlekForm):
    name = forms.CharField(
        label=_("Your name, as others see it"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Light or dark"), choices=Theme.choices, widget=forms.RadioSelect)
    is_large_print = forms.BooleanField(label=_("Large print"), required=False)
    has_shortcuts = forms.BooleanField(
        label=_("Use keys"), required=False, help_text=_("Such as / to search. They never work while you type.")
    )
    wants_news = forms.BooleanField(
        label=_("Mail me when there is news"), required=False,
        help_text=_("Such as an answer to your referral. The mail names nobody; you read the news in Plek."),
    )  # fmt: skip


class AddressForm(PlekForm):
    email = forms.EmailField(
        label=_("New e-mail address"), max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", **TYPED_ADDRESS}),
    )  # fmt: skip
