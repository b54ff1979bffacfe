"""How the pages of this context answer."""

from typing import Any

from django.http import HttpResponse
from django.template.response import TemplateResponse


class StaysOnPage:
    """An invalid form comes back with what was typed and status 422, as every form of Plek."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: TemplateResponse = self.render_to_response(self.get_context_data(form=form))  # type: ignore[attr-defined]
        response.status_code = 422
        return response
