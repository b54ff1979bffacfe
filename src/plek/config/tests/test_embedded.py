"""The embedded PostgreSQL: it starts anywhere, is shared, and leaves with its last user."""

import os
import signal
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from plek.config import embedded
from plek.config.premises import EmbeddedDatabaseError, Premises
from plek.config.tests.families import data_folder, processes_about, run_python, until

USER = """
import sys, time
from pathlib import Path
from plek.config import embedded
print(embedded.start(Path(sys.argv[1])), flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture(scope="module")
def running() -> Iterator[Path]:
    """One database for the questions that change nothing."""
    with data_folder() as folder:
        embedded.start(folder)
        yield folder


@pytest.fixture
def home() -> Iterator[Path]:
    with data_folder() as folder:
        yield folder


def ask(url: str, question: str) -> tuple[object, ...]:
    with psycopg.connect(url) as connection:
        answer = connection.execute(question).fetchone()
    assert answer is not None
    return answer


def postmaster(home: Path) -> int:
    return int((home / "postgres/postmaster.pid").read_text().split()[0])


def is_gone(home: Path) -> bool:
    return not processes_about(str(home)) and not (home / "postgres/postmaster.pid").exists()


def using(home: Path) -> "subprocess.Popen[str]":
    """Another process that uses the database; it has said its address."""
    process = run_python(USER, home, 300)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("postgresql://")
    return process


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def test_it_answers_the_address_of_the_owner(running: Path) -> None:
    url = embedded.start(running)
    assert ask(url, "SELECT current_user::text, current_database()::text") == ("plek", "plek")


def test_it_knows_every_letter(running: Path) -> None:
    asked = "SELECT upper('één'), current_setting('server_encoding')"
    assert ask(embedded.start(running), asked) == ("ÉÉN", "UTF8")


def test_it_is_recent_enough(running: Path) -> None:
    (version,) = ask(embedded.start(running), "SELECT current_setting('server_version_num')::int")
    assert isinstance(version, int)
    assert version >= 150_000


def test_it_listens_on_no_network(running: Path) -> None:
    assert ask(embedded.start(running), "SELECT current_setting('listen_addresses')") == ("",)


def test_starting_again_joins(running: Path) -> None:
    url = embedded.start(running)
    first = postmaster(running)
    assert embedded.start(running) == url
    assert postmaster(running) == first


def test_what_is_written_is_there_next_time(home: Path) -> None:
    with psycopg.connect(embedded.start(home)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    embedded.stop(home)
    assert until(lambda: is_gone(home))
    assert ask(embedded.start(home), "SELECT answer FROM kept") == (42,)


@pytest.mark.parametrize(
    "name", ["with space", "with, comma", "with 'quote\" and $HOME", "één", "/".join(["very-long-name"] * 12)]
)
def test_any_path_will_do(name: str) -> None:
    with data_folder(name) as home:
        assert ask(embedded.start(home), "SELECT 1") == (1,)


def test_two_data_folders_are_two_databases(running: Path) -> None:
    with data_folder() as other:
        with psycopg.connect(embedded.start(running)) as connection:
            connection.execute("CREATE TABLE mine ()")
        assert ask(embedded.start(other), "SELECT to_regclass('mine')") == (None,)


def test_it_stays_for_another_process_and_leaves_with_it(home: Path) -> None:
    url = embedded.start(home)
    other = using(home)
    embedded.stop(home)
    assert ask(url, "SELECT 1") == (1,)
    kill(other)
    assert until(lambda: is_gone(home))


def test_it_stays_for_us_when_another_is_killed(running: Path) -> None:
    url = embedded.start(running)
    kill(using(running))
    assert not until(lambda: is_gone(running), seconds=0.5)
    assert ask(url, "SELECT 1") == (1,)


def test_it_leaves_when_its_only_user_is_killed_outright(home: Path) -> None:
    kill(using(home))
    assert until(lambda: is_gone(home))


def test_a_keyboard_interrupt_is_not_for_the_database(running: Path) -> None:
    url = embedded.start(running)
    os.kill(int((running / "postgres.keeper").read_text()), signal.SIGINT)
    assert not until(lambda: is_gone(running), seconds=0.5)
    assert ask(url, "SELECT 1") == (1,)


def test_it_comes_back_after_its_keeper_was_killed(home: Path) -> None:
    embedded.start(home)
    keeper = int((home / "postgres.keeper").read_text())
    os.kill(keeper, signal.SIGKILL)
    assert until(lambda: keeper not in processes_about(str(home)))
    assert ask(embedded.start(home), "SELECT 1") == (1,)


def test_it_comes_back_after_the_server_was_killed(home: Path) -> None:
    embedded.start(home)
    os.kill(postmaster(home), signal.SIGKILL)
    keeper = int((home / "postgres.keeper").read_text())
    assert until(lambda: keeper not in processes_about(str(home)))
    assert ask(embedded.start(home), "SELECT 1") == (1,)


def test_many_starting_at_once_share_one_server(home: Path) -> None:
    started = [run_python(USER, home, 2) for _ in range(5)]
    said = [process.communicate()[0] for process in started]
    assert len(set(said)) == 1
    assert said[0].startswith("postgresql://")
    assert all(process.returncode == 0 for process in started)
    assert (home / "postgres.log").read_text().count("ready to accept connections") == 1


def test_it_starts_without_a_runtime_folder_and_without_a_warning(home: Path) -> None:
    process = run_python("import os; os.environ.pop('XDG_RUNTIME_DIR', None)" + USER, home, 0)
    said, complaints = process.communicate()
    assert (said.startswith("postgresql://"), complaints) == (True, "")


def test_a_client_setting_of_the_user_does_not_lead_it_astray(home: Path) -> None:
    process = run_python(USER, home, 0, PGPORT="1", PGHOST="elsewhere.invalid", PGDATA="/nowhere", LC_ALL="nl_NL")
    said, complaints = process.communicate()
    assert (said.startswith("postgresql://"), complaints) == (True, "")


def test_a_start_that_was_cut_off_is_done_again(home: Path) -> None:
    (home / "postgres.new").mkdir(parents=True)
    (home / "postgres.new/half").write_text("half a database")
    assert ask(embedded.start(home), "SELECT 1") == (1,)
    assert not (home / "postgres.new").exists()


def test_stopping_what_was_not_started_does_nothing(home: Path) -> None:
    embedded.stop(home)
    assert not home.exists()


def test_only_its_own_account_may_look_inside(running: Path) -> None:
    embedded.start(running)
    for path in (
        running / "postgres",
        running / "postgres.secret",
        running / "postgres.log",
        running / "postgres.users",
    ):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path
    assert not stat.S_IMODE(running.stat().st_mode) & 0o066


def test_the_password_counts(running: Path) -> None:
    url = embedded.start(running)
    secret = (running / "postgres.secret").read_text().strip()
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(secret, "guess"))


def test_every_database_has_a_password_of_its_own(running: Path) -> None:
    with data_folder() as other:
        embedded.start(running)
        embedded.start(other)
        assert (running / "postgres.secret").read_text() != (other / "postgres.secret").read_text()


def test_the_log_tells_nothing_about_a_person(running: Path) -> None:
    with psycopg.connect(embedded.start(running), autocommit=True) as connection:
        connection.execute("CREATE TABLE person (name text PRIMARY KEY)")
        for _ in range(2):
            try:
                connection.execute("INSERT INTO person VALUES ('Jansen van Veen')")
            except psycopg.errors.UniqueViolation:
                continue
    log = (running / "postgres.log").read_text()
    assert "duplicate key" in log
    assert "Jansen" not in log


def test_data_of_another_version_is_left_alone(home: Path) -> None:
    embedded.start(home)
    embedded.stop(home)
    (home / "postgres/PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedDatabaseError, match=r"made by PostgreSQL 12 .*`plek restore`"):
        embedded.start(home)


def test_a_folder_that_cannot_be_made_is_named() -> None:
    with data_folder() as home:
        home.write_text("a file in the way")
        with pytest.raises(EmbeddedDatabaseError, match="set PLEK_HOME"):
            embedded.start(home)


def test_a_server_that_will_not_start_says_why(home: Path) -> None:
    embedded.start(home)
    embedded.stop(home)
    with (home / "postgres/postgresql.conf").open("a") as settings:
        settings.write("\nno_such_setting = 1\n")
    with pytest.raises(EmbeddedDatabaseError, match=r"did not start; see .*postgres\.log.*no_such_setting"):
        embedded.start(home)


def test_a_socket_folder_laid_in_wait_is_refused() -> None:
    with data_folder("/".join(["very-long-name"] * 12)) as home:
        home.mkdir(parents=True)
        trap = Premises(home).socket_folder
        trap.symlink_to("/tmp")
        try:
            with pytest.raises(EmbeddedDatabaseError, match="belongs to another user"):
                embedded.start(home)
        finally:
            trap.unlink()
