"""The official text, as a file or typed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plek.shared.forms import PlekForm

AT_MOST = 1_000_000
"""Bytes; a longer file is not even read."""


class WordingForm(PlekForm):
    """Either of the two."""

    file = forms.FileField(label=gettext_lazy("File with the text (YAML)"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Or the text itself"), required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        file = given.get("file")
        if isinstance(file, UploadedFile):
            given["text"] = self._words_of(file)
        if not self.errors and not str(given.get("text", "")).strip():
            self.add_error("file", _("Choose a file, or paste the text."))
        return given

    def _words_of(self, file: UploadedFile) -> str:
        if (file.size or 0) > AT_MOST:
            self.add_error("file", _("This file is larger than 1 MB. Choose a file with text only."))
            return ""
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            self.add_error("file", _("This file is no text (UTF-8). Save it as text and try again."))
            return ""
