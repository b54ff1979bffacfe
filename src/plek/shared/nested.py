"""Rows of one question within another."""

from typing import Any

from django.db.models import JSONField, QuerySet, Subquery


class Nested(Subquery):
    """Rows of one JSON object each, as one list that is read in one go; None when none were asked for."""

    template = "to_jsonb(ARRAY(%(subquery)s))"

    def __init__(self, rows: QuerySet[Any, Any]) -> None:
        super().__init__(rows, output_field=JSONField())
