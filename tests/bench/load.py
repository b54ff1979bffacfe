"""A load generator that takes little of the machine: kept-open connections, no more of HTTP than it needs."""

import socket
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

HOST = "127.0.0.1"
_CHUNK = 1 << 16


class UnexpectedAnswerError(Exception):
    """The server did not answer 200."""


@dataclass(frozen=True)
class Asked:
    """What is asked of one server, and the last page it gave."""

    port: int
    request: bytes
    pages: list[bytes] = field(default_factory=list)

    @property
    def page(self) -> str:
        return self.pages[-1].decode()


def request_for(path: str, *, cookies: dict[str, str], form: str = "") -> bytes:
    """The bytes of a GET, or of a POST when there is a form."""
    lines = [
        f"{'POST' if form else 'GET'} {path} HTTP/1.1",
        "Host: localhost",
        "Cookie: " + "; ".join(f"{name}={value}" for name, value in cookies.items()),
    ]
    if form:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(form.encode())}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + form).encode()


class Connection:
    """One connection that stays open."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._socket = socket.create_connection((HOST, asked.port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self) -> bytes:
        """Ask once and answer the page. Raises ``UnexpectedAnswerError`` unless it is given."""
        self._socket.sendall(self._asked.request)
        head, _, body = self._read_until(b"\r\n\r\n").partition(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise UnexpectedAnswerError(f"{self._asked.request.split(b' HTTP')[0]!r} answered {head[:300]!r}")
        return self._rest(head, body)

    def _read_until(self, mark: bytes) -> bytes:
        got = self._more()
        while mark not in got:
            got += self._more()
        return got

    def _more(self) -> bytes:
        got = self._socket.recv(_CHUNK)
        if not got:
            raise UnexpectedAnswerError("The server closed the connection.")
        return got

    def _rest(self, head: bytes, body: bytes) -> bytes:
        length = _length(head)
        parts, have = [body], len(body)
        while have < length:
            parts.append(self._more())
            have += len(parts[-1])
        return b"".join(parts)

    def close(self) -> None:
        self._socket.close()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise UnexpectedAnswerError(f"No length in {head!r}")


def one_at_a_time(asked: Asked, *, seconds: float) -> float:
    """Median seconds of a page when nobody else asks anything."""
    connection, spent, end = Connection(asked), [], time.perf_counter() + seconds
    while not spent or time.perf_counter() < end:
        begin = time.perf_counter()
        page = connection.ask()
        spent.append(time.perf_counter() - begin)
    connection.close()
    asked.pages[:] = [page]
    return statistics.median(spent)


def all_at_once(asked: Asked, *, seconds: float, clients: int = 8) -> float:
    """Seconds per page while this many ask on end."""
    end = time.perf_counter() + seconds
    counts, pages, faults = [0] * clients, [b""] * clients, []

    def ask(number: int) -> None:
        try:
            connection = Connection(asked)
            while not counts[number] or time.perf_counter() < end:
                pages[number] = connection.ask()
                counts[number] += 1
            connection.close()
        except (UnexpectedAnswerError, OSError) as fault:
            faults.append(fault)

    threads = [threading.Thread(target=ask, args=[number]) for number in range(clients)]
    begin = time.perf_counter()
    _run(threads)
    spent = time.perf_counter() - begin
    if faults:
        raise faults[0]
    asked.pages[:] = pages[:1]
    return spent / sum(counts)


def _run(threads: Sequence[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
