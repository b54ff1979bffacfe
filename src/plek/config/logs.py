"""Logs as JSON lines with the id of the request, and never a name, an address line or a query."""

import json
import logging
from datetime import UTC, datetime

from plek.shared.tracing import trace


class RequestIdFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = trace.get().request_id
        return True


class JsonFormatter(logging.Formatter):
    """One JSON object per line. Of an exception only type and place are kept: its text may quote a person."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "request": getattr(record, "request_id", "-"),
            "message": record.getMessage() if record.exc_info is None else str(record.msg),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = "\n".join(_places(record.exc_info[2]))
        return json.dumps(line, ensure_ascii=False)


def _places(tb: object) -> list[str]:
    places = []
    while tb is not None:
        code = tb.tb_frame.f_code  # type: ignore[attr-defined]
        places.append(f"{code.co_filename}:{tb.tb_lineno} {code.co_name}")  # type: ignore[attr-defined]
        tb = tb.tb_next  # type: ignore[attr-defined]
    return places
