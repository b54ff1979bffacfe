"""A line of the log holds the id of the request and no words of a person."""

import json
import logging
import sys

from plek.config.logs import JsonFormatter, RequestIdFilter
from plek.shared.tracing import Trace, trace


def line_of(message: str, *args: object, failing: bool = False) -> dict[str, str]:
    """What is written for one event."""
    info = None
    if failing:
        try:
            raise ValueError("Anna de Vries")
        except ValueError:
            info = sys.exc_info()
    record = logging.LogRecord("plek", logging.ERROR, __file__, 1, message, args, info)
    assert RequestIdFilter().filter(record)
    written: dict[str, str] = json.loads(JsonFormatter().format(record))
    return written


def test_a_line_is_json_with_the_request() -> None:
    token = trace.set(Trace("abc123"))
    try:
        line = line_of("%s rows\nand a new line", 3)
    finally:
        trace.reset(token)
    assert (line["request"], line["level"], line["message"]) == ("abc123", "ERROR", "3 rows\nand a new line")
    assert line["at"].endswith("+00:00")


def test_of_a_fault_only_kind_and_place_are_kept() -> None:
    line = line_of("Internal Server Error: %s", "/o/x/clients/C1/", failing=True)
    assert line["exception"] == "ValueError"
    assert "test_logs.py" in line["trace"]
    assert "Anna" not in json.dumps(line)


def test_outside_a_request_a_dash_stands_for_it() -> None:
    assert line_of("started")["request"] == "-"
