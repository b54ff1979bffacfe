# ruff: noqa: N803  (the name of Django)
"""Uploads are held in memory only: a temporary file would leave personal data on the disk."""

from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler

from plek.exchange.workbook.limits import DEFAULT, MEBIBYTE


class InMemory(MemoryFileUploadHandler):
    """Takes a request up to the size of the largest workbook; a larger one arrives without its file."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.activated = content_length <= DEFAULT.file_bytes + MEBIBYTE
