# ruff: noqa: N803  (the name of Django)
"""Uploads are held in memory only: a temporary file would leave personal data on the disk."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

View = Callable[..., HttpResponseBase]
FIELDS = 1024 * 1024
"""Room for what comes beside the file."""


class InMemory(MemoryFileUploadHandler):
    """Takes a request with a file up to a size; a larger one arrives without its file."""

    def __init__(self, request: Any, at_most: int) -> None:
        super().__init__(request)
        self.at_most = at_most

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.activated = content_length <= self.at_most + FIELDS


def in_memory(at_most: int) -> Callable[[View], View]:
    """Choose how uploads are held before anything, the security token included, is read from the request."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def enter(request: Any, *args: object, **kwargs: object) -> HttpResponseBase:
            request.upload_handlers = [InMemory(request, at_most)]
            return csrf_protect(view)(request, *args, **kwargs)

        return enter

    return decorate
