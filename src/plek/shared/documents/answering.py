"""A document as the answer to a request."""

from datetime import date

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}


def attached(made: bytes, name: str, *, on: date, kind: str = "pdf") -> HttpResponse:
    """A file to keep, named for what it is and the day; kept by no one on the way."""
    named = content_disposition_header(as_attachment=True, filename=f"{slugify(name)}-{on:%Y-%m-%d}.{kind}")
    headers = {"Content-Disposition": named, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(made, content_type=TYPES[kind], headers=headers)
