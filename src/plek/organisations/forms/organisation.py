"""Input about teams and about the organisation itself."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.organisations.choices import TeamKind
from plek.organisations.forms.people import ColleagueChoice
from plek.organisations.models import Membership, Organisation, Region
from plek.organisations.services.settings import Presentation
from plek.organisations.services.teams import TeamDetails
from plek.organisations.themes import FOUR_COLOURS, whole_theme
from plek.shared.forms import PlekForm
from plek.shared.ui.theme import FONTS

FONT_NAMES = {
    "source": "Source Sans",
    "system": _("that of the device"),
    "verdana": "Verdana",
    "georgia": "Georgia",
}


class TeamForm(PlekForm):
    """A team."""

    name = forms.CharField(label=pgettext_lazy("team", "Name"), max_length=120)
    code = forms.CharField(
        label=pgettext_lazy("person", "Code"),
        max_length=20,
        help_text=_("As in the workbook, such as FACT-N."),
    )
    kind = forms.ChoiceField(label=_("Kind of team"), choices=TeamKind.choices)
    region = forms.ModelChoiceField(Region.objects.all(), label=_("Labour-market region"), required=False)

    def details(self) -> TeamDetails:
        return TeamDetails(**self.cleaned_data)


class PrivacyOfficerForm(PlekForm):
    """Who looks at each emergency access."""

    officer = ColleagueChoice(
        Membership.objects.none(), label=_("Privacy officer"), required=False,
        empty_label=_("nobody: then there is no emergency access"),
    )  # fmt: skip

    def __init__(self, *args: Any, staff: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = staff  # type: ignore[attr-defined]


class ColourInput(forms.TextInput):
    """The browser's own picker."""

    input_type = "color"


def colour(label: Any, default: str) -> forms.CharField:
    """One colour as ``#rrggbb``."""
    shape = RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Choose a colour, such as #1d5c43."))
    return forms.CharField(label=label, max_length=7, initial=default, widget=ColourInput, validators=[shape])


class SettingsForm(PlekForm):
    """Name, form of address, colours, font and logo."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    is_formal = forms.TypedChoiceField(
        label=_("Clients are addressed as"),
        choices=[("", "je"), ("1", "u")],
        coerce=bool,
        empty_value="",
        required=False,
        widget=forms.RadioSelect,
    )
    accent = colour(_("Colour of buttons and links"), FOUR_COLOURS["accent"])
    dark_accent = colour(_("The same in the dark look"), FOUR_COLOURS["dark_accent"])
    ground = colour(_("Background around the page"), FOUR_COLOURS["ground"])
    paper = colour(_("Background of the page"), FOUR_COLOURS["paper"])
    font = forms.ChoiceField(label=_("Font"), choices=[(name, FONT_NAMES[name]) for name in FONTS])
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, at most 200 kB. Stands at the top left of every page."),
        widget=forms.FileInput(attrs={"accept": "image/png"}),
    )
    without_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    @staticmethod
    def shown(here: Organisation) -> dict[str, str]:
        """How the form begins: as the organisation looks now."""
        colours = {name: here.theme.get(name, default) for name, default in FOUR_COLOURS.items()}
        font = here.theme.get("font", "source")
        return colours | {"name": here.name, "is_formal": "1" if here.is_formal else "", "font": font}

    def wanted(self) -> Presentation:
        given = self.cleaned_data
        logo = b"" if given["without_logo"] else given["logo"].read() if given["logo"] else None
        return Presentation(given["name"].strip(), bool(given["is_formal"]), whole_theme(given), logo)
