"""Entering and changing a client."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.choices import Benefit, ContactPreference, DuplicateReason, Gender, NumberViewReason, ViewReason
from plek.caseload.models import Client
from plek.caseload.selectors.duplicates import Duplicates
from plek.caseload.services.clients import DETAILS, Clash, LooksKnown
from plek.organisations.models import Team
from plek.shared.forms import LoadedChoiceField, PlekForm

T = TypeVar("T")
EARLIEST_BIRTH_YEAR = 1900
SHORTEST_NUMBER = 6
POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})", re.ASCII)
UNKNOWN = ("", _("not known"))


def telephone(label: Any) -> forms.CharField:
    """A telephone number, however it is written; words may stand beside it."""
    typed = forms.TextInput({"inputmode": "tel", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=30, required=False, widget=typed, validators=[has_digits])


def has_digits(text: str) -> None:
    """Raises ``ValidationError`` for what nobody can call."""
    if sum(c.isdecimal() for c in text) < SHORTEST_NUMBER:
        raise forms.ValidationError(_("A telephone number has at least six digits. Check what you typed."))


class PersonFields(PlekForm):
    """The least that tells who someone is."""

    first_name = forms.CharField(
        label=_("First name"), max_length=80, widget=forms.TextInput({"autocomplete": "off"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=120, help_text=_("With the prefix: de Vries, van der Meer."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    born_on = forms.DateField(label=_("Date of birth"))
    phone = telephone(_("Telephone"))
    duplicate_reason = forms.ChoiceField(
        label=_("Why go on?"), choices=DuplicateReason.choices, required=False, widget=forms.RadioSelect
    )

    known: Duplicates | None = None
    """Who looked like this person when entering was tried."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def noting_known(self, call: Callable[[], T]) -> Callable[[], T]:
        """Keeps who looked known, for the page to show, when a service stops because of it."""

        def tried() -> T:
            try:
                return call()
            except LooksKnown as stop:
                self.known = stop.duplicates
                raise

        return tried

    def clean_born_on(self) -> Any:
        born_on = self.cleaned_data["born_on"]
        if born_on.year < EARLIEST_BIRTH_YEAR:
            raise forms.ValidationError(_("Check the year of birth."))
        if born_on > self.today:
            raise forms.ValidationError(_("This date of birth has yet to come. Check the year."))
        return born_on


class ClientForm(PersonFields):
    """Everything that can be known of a client, besides the BSN."""

    preferred_name = forms.CharField(
        label=_("Is called"), max_length=80, required=False, help_text=_("If it differs from the first name.")
    )
    pronoun = forms.CharField(
        label=_("Pronoun"),
        max_length=30,
        required=False,
        help_text=_("Only if the client tells it: she, he, they."),
    )
    gender = forms.ChoiceField(label=_("Gender"), choices=[UNKNOWN, *Gender.choices], required=False)
    email = forms.EmailField(label=_("E-mail"), required=False, widget=forms.EmailInput({"autocomplete": "off"}))
    contact_preference = forms.ChoiceField(
        label=_("How to reach best"), choices=[UNKNOWN, *ContactPreference.choices], required=False
    )
    has_no_address = forms.BooleanField(label=_("No fixed address"), required=False)
    street = forms.CharField(label=_("Street and number"), max_length=120, required=False)
    postcode = forms.CharField(label=_("Postcode"), max_length=7, required=False)
    municipality = forms.CharField(label=_("Municipality"), max_length=80, required=False)
    treatment_team = LoadedChoiceField(label=_("Treatment team"))
    in_care_since = forms.DateField(label=_("In care since"), required=False)
    benefit = forms.ChoiceField(
        label=pgettext_lazy("uitkering", "Benefit"), choices=[UNKNOWN, *Benefit.choices], required=False
    )
    education_level = forms.CharField(label=_("Highest education"), max_length=60, required=False)
    emergency_name = forms.CharField(label=_("Name of the emergency contact"), max_length=120, required=False)
    emergency_phone = telephone(_("Telephone of the emergency contact"))
    emergency_relation = forms.CharField(label=_("Who that is to the client"), max_length=60, required=False)

    field_order = DETAILS

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["treatment_team"].offer(teams)  # type: ignore[attr-defined]

    def clean_postcode(self) -> str:
        """Four digits and two letters, as people expect to read it back; what stood there already may stay."""
        typed: str = self.cleaned_data["postcode"].strip()
        found = POSTCODE.fullmatch(typed)
        if typed and not found and "postcode" in self.changed_data:
            raise forms.ValidationError(
                _("A postcode has four digits and two letters, as 1234 AB. Put one from abroad behind the street.")
            )
        return f"{found[1]} {found[2].upper()}" if found else typed

    @property
    def details(self) -> dict[str, Any]:
        """What was typed, by the names of the fields."""
        return {name: self.cleaned_data[name] for name in DETAILS}


class NewClientForm(ClientForm):
    """Someone new; the BSN only where it is needed."""

    bsn = forms.CharField(
        label="BSN", max_length=14, required=False,
        help_text=_("Only if your team needs it for care. It is kept sealed."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class ChangeClientForm(ClientForm):
    """Keeps beside each field what stood there when the form was opened, so that two people never lose each
    other's text; when they clash, each field asks whose text should stand."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes: list[Clash] = []
        for field in self.fields.values():
            field.show_hidden_initial = True

    @property
    def before(self) -> dict[str, Any]:
        """What stood in the fields when the form was opened."""
        return {name: self._before(name) for name in DETAILS}

    def _before(self, name: str) -> Any:
        field = self.fields[name]
        raw = field.hidden_widget().value_from_datadict(self.data, self.files, self.add_initial_prefix(name))
        try:
            return field.clean(raw) if raw not in (None, "") else field.clean(None) if not field.required else None
        except forms.ValidationError:
            return None

    @property
    def settled(self) -> dict[str, Any]:
        """What was typed, with the other's text wherever the person chose that."""
        theirs = {name for name in DETAILS if self.data.get(f"keep-{name}") == "theirs"}
        return {name: (self._before(name) if name in theirs else value) for name, value in self.details.items()}

    def originals(self) -> list[str]:
        """The hidden fields with what stood there."""
        return [self[name].as_hidden(only_initial=True) for name in DETAILS]

    def clash(self, client: Client, clashes: Sequence[Clash]) -> None:
        """From now on compare with what stands there now, and ask about each clash."""
        now = {self.add_initial_prefix(n): self.fields[n].prepare_value(getattr(client, n)) or "" for n in DETAILS}
        self.data = {**dict(self.data.items()), **now}
        self.clashes = list(clashes)


class NumberForm(PlekForm):
    """A BSN to keep."""

    bsn = forms.CharField(
        label="BSN", max_length=14, widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    )


class RevealForm(PlekForm):
    """Why someone wants to see a BSN."""

    reason = forms.ChoiceField(
        label=_("Why do you need it?"), choices=NumberViewReason.choices, widget=forms.RadioSelect
    )


class WhyForm(PlekForm):
    """Why someone opens a record in which nothing runs any more."""

    reason = forms.ChoiceField(
        label=pgettext_lazy("why look", "Your reason"), choices=ViewReason, widget=forms.RadioSelect
    )
