"""At whose clients one looks, on the board and in the table."""

from typing import Any, TypeVar

from plek.caseload.forms.board import BoardForm
from plek.caseload.forms.table import TableForm
from plek.caseload.selectors.table import MINE, filter_options
from plek.caseload.selectors.teams import look
from plek.organisations.models import Membership

Form = TypeVar("Form", BoardForm, TableForm)


def looking(request: Any, form_of: type[Form]) -> tuple[Form, Membership]:
    """The form as it was sent, and who looks: a leader of many teams at one of them, yet at all his own."""
    by = request.membership
    looks = look(by, request.GET.get("ips", ""), request.GET.get("who", ""))
    form = form_of(request.GET, looks, filter_options(looks.by))
    return form, by if form.whose == MINE else looks.by
