"""Server, worker and database start together, and none outlives the process that started them."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from plek.config import embedded, processes
from plek.config.processes import Child, Family, answers, require_free_port, server, worker
from plek.config.tests.families import data_folder, processes_about, run_python, until
from plek.shared.errors import Refused

PARENT = """
import sys
from plek.config.processes import Child, Family
sleeper = [sys.executable, "-c", "import time; time.sleep(600)", sys.argv[1]]
with Family([Child("one", sleeper), Child("two", sleeper)]) as family:
    print("started", flush=True)
    family.wait()
"""

PLEK = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "plek.config.settings"
import django
django.setup()
from plek.config.processes import Family, server, worker
port, production = int(sys.argv[1]), os.environ["PLEK_MODE"] == "production"
children = [
    server(host="127.0.0.1", port=port, workers=2, threads=2, production=production),
    worker(production=production),
]
with Family(children) as family:
    family.wait_ready("127.0.0.1", port)
    print("ready", flush=True)
    family.wait()
"""

MIGRATE = """
import os
os.environ |= {"DJANGO_SETTINGS_MODULE": "plek.config.settings", "PLEK_AS_OWNER": "true"}
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
"""


_SECRET = "for-this-test-only-for-this-test-only-for-this-test-only"
PRODUCTION = dict.fromkeys(("PLEK_SECRET_KEY", "PLEK_DATA_KEYS", "PLEK_LOOKUP_KEY"), _SECRET) | {
    "PLEK_MODE": "production",
    "PLEK_HOSTS": "localhost",
}


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.fixture
def mark() -> str:
    """A word by which the processes of one test are found."""
    return f"mark-{os.getpid()}-{time.monotonic_ns()}"


class TestFamily:
    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_a_signal_to_stop_ends_all_in_order(self, mark: str, number: int) -> None:
        parent = self.started(mark)
        parent.send_signal(number)
        parent.communicate(timeout=30)
        assert parent.returncode == 0
        assert processes_about(mark) == set()

    def test_when_the_parent_is_killed_outright_the_children_go_too(self, mark: str) -> None:
        parent = self.started(mark)
        assert len(processes_about(mark)) == 3
        parent.kill()
        parent.communicate()
        assert until(lambda: processes_about(mark) == set())

    def test_when_one_ends_all_end(self, mark: str) -> None:
        sleeper = [*python("import time; time.sleep(600)"), mark]
        children = [Child("long one", sleeper), Child("short one", python("raise SystemExit(3)"))]
        said = r"The short one stopped by itself \(exit code 3\)"
        with pytest.raises(Refused, match=said), Family(children) as family:
            family.wait()
        assert processes_about(mark) == set()

    def test_grandchildren_go_too(self, mark: str) -> None:
        sleeper = f"[sys.executable, '-c', 'import time; time.sleep(600)', '{mark}']"
        code = f"import subprocess, sys, time; subprocess.Popen({sleeper}); time.sleep(600)"
        with Family([Child("parent", python(code))]):
            assert until(lambda: len(processes_about(mark)) == 2)
        assert until(lambda: processes_about(mark) == set())

    def test_one_who_will_not_listen_is_killed(self, mark: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(processes, "_GRACE_SECONDS", 0.3)
        code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
        with Family([Child("deaf", [*python(code), mark])]):
            assert until(lambda: len(processes_about(mark)) == 1)
            time.sleep(0.3)
        assert processes_about(mark) == set()

    def test_a_child_that_cannot_start_takes_the_others_along(self, mark: str) -> None:
        sleeper = [*python("import time; time.sleep(600)"), mark]
        with (
            pytest.raises(FileNotFoundError),
            Family([Child("one", sleeper), Child("none", ["/no/such/program"])]),
        ):
            pass
        assert processes_about(mark) == set()

    def test_the_signals_are_given_back(self) -> None:
        before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
        with Family([]):
            assert signal.getsignal(signal.SIGTERM) not in before
        assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)] == before

    def test_what_a_child_is_given_reaches_it_and_stays_there(self, tmp_path: Path) -> None:
        code = f"import os; open({str(tmp_path / 'said')!r}, 'w').write(os.environ['PLEK_GIVEN'])"
        with Family([Child("one", python(code), {"PLEK_GIVEN": "word"})]):
            assert until(lambda: (tmp_path / "said").exists() and (tmp_path / "said").read_text() == "word")
        assert "PLEK_GIVEN" not in os.environ

    def test_a_server_that_never_becomes_ready_is_not_waited_for_for_ever(self) -> None:
        with Family([]) as family, pytest.raises(Refused, match="did not become ready within 0 seconds"):
            family.wait_ready("127.0.0.1", free_port(), seconds=0.2)

    def started(self, mark: str) -> "subprocess.Popen[str]":
        parent = run_python(PARENT, mark)
        assert parent.stdout is not None
        assert parent.stdout.readline() == "started\n"
        return parent


class TestRequireFreePort:
    def test_a_free_port_is_fine(self) -> None:
        require_free_port("127.0.0.1", free_port(), "plek demo")

    @pytest.mark.parametrize("taken_at", ["127.0.0.1", "0.0.0.0"])
    def test_a_taken_port_names_a_free_one(self, taken_at: str) -> None:
        with socket.socket() as other:
            other.bind((taken_at, 0))
            other.listen()
            port = int(other.getsockname()[1])
            with pytest.raises(
                Refused, match=rf"Port {port} is in use\. Run `plek demo --port (\d+)`\."
            ) as refusal:
                require_free_port("127.0.0.1", port, "plek demo")
        named = int(str(refusal.value).rpartition(" ")[2].strip("`."))
        assert named != port
        require_free_port("127.0.0.1", named, "plek demo")

    def test_an_impossible_port_is_said_to_be(self) -> None:
        with pytest.raises(Refused, match="Port 70000 cannot be used"):
            require_free_port("127.0.0.1", 70000, "plek demo")

    def test_an_unknown_host_is_said_to_be(self) -> None:
        with pytest.raises(Refused, match=r"no address of this machine\. Choose another"):
            require_free_port("no-such-host.invalid", 8000, "plek demo")


class TestAnswers:
    def test_nobody_there(self) -> None:
        assert not answers("127.0.0.1", free_port(), "/healthz", site="localhost")

    def test_somebody_who_speaks_something_else(self) -> None:
        code = "import socket; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True)"
        other = run_python(
            code + "\nc, _ = s.accept(); c.recv(999); c.sendall(b'hello\\r\\n'); c.close(); s.close()"
        )
        assert other.stdout is not None
        port = int(other.stdout.readline())
        assert not answers("127.0.0.1", port, "/healthz", site="localhost")
        other.communicate()


class TestCommands:
    def test_only_production_logs_json(self) -> None:
        given = {"host": "127.0.0.1", "port": 1, "workers": 1, "threads": 1}
        assert "--log-config" in server(**given, production=True).command  # type: ignore[arg-type]
        assert "--log-config" not in server(**given, production=False).command  # type: ignore[arg-type]

    def test_no_child_works_as_the_owner(self) -> None:
        children = server(host="", port=1, workers=1, threads=1, production=True), worker(production=True)
        assert [child.environment["PLEK_AS_OWNER"] for child in children] == ["false", "false"]


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A data folder with a migrated database that is not running."""
    with data_folder() as folder:
        done = run_python(MIGRATE, PLEK_HOME=str(folder), DATABASE_URL="")
        said, complaints = done.communicate()
        assert (done.returncode, said, complaints) == (0, "", "")
        yield folder


class TestPlek:
    """The whole of it, really started and really killed."""

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
    def test_nothing_is_left_behind(self, home: Path, number: int) -> None:
        port = free_port()
        parent = self.started(home, port)
        assert answers("127.0.0.1", port, "/healthz", site="localhost")
        assert len(processes_about(str(home))) >= 6, "parent, server and its two workers, task worker, database"
        parent.send_signal(number)
        parent.communicate()
        assert until(lambda: processes_about(str(home)) == set())
        assert not (home / "postgres/postmaster.pid").exists()
        require_free_port("127.0.0.1", port, "plek demo")

    def test_in_production_a_killed_worker_of_the_server_is_replaced(self, home: Path) -> None:
        port = free_port()
        parent = self.started(home, port, **PRODUCTION)
        for number in self.server_workers(home):
            os.kill(number, signal.SIGKILL)
        assert until(lambda: answers("127.0.0.1", port, "/healthz", site="localhost"))
        parent.terminate()
        _, complaints = parent.communicate()
        assert parent.returncode == 0, complaints

    def test_in_the_demo_it_ends_the_whole_with_a_sentence(self, home: Path) -> None:
        parent = self.started(home, free_port())
        for number in self.server_workers(home):
            os.kill(number, signal.SIGKILL)
        _, complaints = parent.communicate(timeout=60)
        assert "The web server stopped by itself" in complaints

    def test_production_logs_are_json_lines(self, home: Path) -> None:
        (home / "static").mkdir(exist_ok=True)
        parent = self.started(home, free_port(), **PRODUCTION)
        parent.terminate()
        _, complaints = parent.communicate()
        lines = [json.loads(line) for line in complaints.splitlines()]
        assert any("Starting granian" in line["message"] for line in lines)

    def started(self, home: Path, port: int, **more: str) -> "subprocess.Popen[str]":
        given = {
            "PLEK_HOME": str(home),
            "DATABASE_URL": "",
            "PLEK_MODE": "demo",
            "PYTHONWARNINGS": "",
            **more,
        }
        parent = run_python(PLEK, port, **given)
        assert parent.stdout is not None
        if parent.stdout.readline() != "ready\n":
            pytest.fail(parent.communicate()[1])
        return parent

    def server_workers(self, home: Path) -> list[int]:
        """The children of the web server's own process."""
        about = processes_about(str(home))
        commands = {number: Path(f"/proc/{number}/cmdline").read_bytes() for number in about}
        granian = {number for number, command in commands.items() if b"granian" in command}
        parents = {n: int(Path(f"/proc/{n}/stat").read_text().rpartition(")")[2].split()[1]) for n in granian}
        found = [number for number, parent in parents.items() if parent in granian]
        assert len(found) == 2
        return found


def test_the_health_check_of_a_container_asks_by_the_first_host_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLEK_PORT", str(free_port()))
    monkeypatch.setenv("PLEK_HOSTS", "plek.example.org, other.example.org")
    assert processes.main(["healthz"]) == 1


def test_every_setting_is_explained() -> None:
    """`.env.example` names every variable that is read, and no other."""
    root = Path(processes.__file__).parents[3]
    code = "".join(path.read_text() for path in Path(processes.__file__).parent.glob("*.py"))
    read = set(re.findall(r"[\"'](PLEK_[A-Z_]+|DATABASE_URL|DATABASE_OWNER_URL)[\"']", code))
    explained = set(re.findall(r"^#? ?([A-Z][A-Z_]+)=", (root / ".env.example").read_text(), re.MULTILINE))
    elsewhere = set(re.findall(r"\$\{([A-Z_]+)", (root / "compose.yaml").read_text())) | {"PLEK_CHROMIUM"}
    assert read - explained == set()
    assert explained - read - elsewhere == set()


def test_compose_passes_every_setting_or_the_example_says_why_not() -> None:
    root = Path(processes.__file__).parents[3]
    passed = set(re.findall(r"\$\{([A-Z_]+)", (root / "compose.yaml").read_text())) | {"PLEK_MODE"}
    lines, excused, said = (root / ".env.example").read_text().splitlines(), set(), ""
    for line in lines:
        name = re.match(r"#? ?(PLEK_[A-Z_]+)=", line)
        if name and "compose.yaml does not pass it" in said:
            excused.add(name[1])
        said = "" if name or not line else f"{said} {line}"
    explained = set(re.findall(r"^#? ?(PLEK_[A-Z_]+)=", "\n".join(lines), re.MULTILINE))
    assert explained - passed == excused
    assert not excused & passed


def test_the_embedded_database_has_stopped(home: Path) -> None:
    assert home not in embedded._shares
    assert until(lambda: not (home / "postgres/postmaster.pid").exists())
