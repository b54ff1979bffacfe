"""Naming a way of looking at the table."""

from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from plek.caseload.forms.table import TableForm
from plek.shared.forms import PlekForm


def kept_query(data: QueryDict) -> str:
    """Only what the table knows: no page number, nothing empty, nothing else that someone may have put there."""
    known = [(name, values) for name, values in data.lists() if name in TableForm.base_fields]
    return urlencode([(name, value) for name, values in known for value in values if value])


class SaveViewForm(PlekForm):
    """The name, and the address's filters as they are."""

    name = forms.CharField(label=_("Name of this view"), max_length=60)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def clean_query(self) -> str:
        kept = kept_query(QueryDict(self.cleaned_data["query"]))
        if len(kept) > 500:
            raise forms.ValidationError(_("This is too much for one view. Choose fewer columns."))
        return kept
