"""The owner migrates, the application serves; which is which follows from the environment."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured

from plek.config import embedded, roles
from plek.config.roles import (
    DatabaseAddresses,
    application_url,
    database_settings,
    faults,
    prepare,
    resolve,
)
from plek.config.tests.families import data_folder, run_python


@pytest.fixture(scope="module")
def owner_url() -> Iterator[str]:
    with data_folder() as home:
        yield embedded.start(home)


def own(owner_url: str, name: str, password: str, attributes: str = "") -> str:
    """A role of that name, and the address by which it owns a database of the same name."""
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN {attributes} PASSWORD '{password}'")
        connection.execute(f"CREATE DATABASE {name} OWNER {name}")
    return as_role(owner_url, name, password, database=name)


def as_role(owner_url: str, name: str, password: str, *, database: str = "plek") -> str:
    _, _, rest = owner_url.partition("?")
    return f"postgresql://{name}:{quote(password, safe='')}@/{database}?{rest}"


def ask(url: str, question: str) -> tuple[object, ...]:
    with psycopg.connect(url) as connection:
        answer = connection.execute(question).fetchone()
    assert answer is not None
    return answer


ATTRIBUTES = """
SELECT rolcanlogin, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication
FROM pg_roles WHERE rolname = current_user
"""


class TestResolve:
    def test_without_settings_it_is_the_embedded_database(self) -> None:
        with data_folder() as home:
            found = resolve({}, home)
            assert ask(found.app_url, "SELECT current_user::text") == ("plek_app",)
            assert ask(found.owner_url or "", "SELECT current_user::text") == ("plek",)

    def test_an_empty_address_is_no_address(self) -> None:
        with data_folder() as home:
            assert resolve({"DATABASE_URL": "", "DATABASE_OWNER_URL": ""}, home).owner_url == embedded.start(home)

    def test_one_address_is_the_owners(self, owner_url: str) -> None:
        found = resolve({"DATABASE_URL": owner_url}, Path("/nowhere"))
        assert found == DatabaseAddresses(application_url(owner_url), owner_url)

    def test_two_addresses_are_taken_at_their_word(self) -> None:
        env = {"DATABASE_URL": "postgresql://app@db/plek", "DATABASE_OWNER_URL": "postgresql://owner@db/plek"}
        found = resolve(env, Path("/nowhere"))
        assert found == DatabaseAddresses("postgresql://app@db/plek", "postgresql://owner@db/plek")

    def test_an_empty_owner_means_that_this_process_knows_none(self) -> None:
        env = {"DATABASE_URL": "postgresql://app@db/plek", "DATABASE_OWNER_URL": ""}
        assert resolve(env, Path("/nowhere")) == DatabaseAddresses("postgresql://app@db/plek", None)

    def test_an_embedded_database_that_cannot_start_says_what_to_do(self) -> None:
        with data_folder() as home:
            home.write_text("in the way")
            with pytest.raises(ImproperlyConfigured, match="set PLEK_HOME"):
                resolve({}, home)

    def test_a_server_that_is_away_says_so_without_the_password(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="does not answer; check DATABASE_URL") as refusal:
            resolve({"DATABASE_URL": "postgresql://plek:s3cr3t@127.0.0.1:9/plek"}, Path("/nowhere"))
        assert "s3cr3t" not in str(refusal.value)

    def test_an_address_that_is_none_says_how_to_write_one_without_repeating_it(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="postgresql://user:password@host") as refusal:
            resolve({"DATABASE_URL": "mysql://plek:s3cr3t@db/plek"}, Path("/nowhere"))
        assert "s3cr3t" not in str(refusal.value)


class TestApplicationRole:
    def test_it_may_sign_in_and_nothing_more(self, owner_url: str) -> None:
        assert ask(application_url(owner_url), ATTRIBUTES) == (True, False, False, False, False, False)

    def test_it_is_fit(self, owner_url: str) -> None:
        with psycopg.connect(application_url(owner_url)) as connection:
            assert faults(connection) == []

    def test_every_process_finds_the_same(self, owner_url: str) -> None:
        code = "import sys; from plek.config.roles import application_url; print(application_url(sys.argv[1]))"
        started = [run_python(code, owner_url) for _ in range(4)]
        said = {process.communicate() for process in started}
        assert said == {(application_url(owner_url) + "\n", "")}

    def test_its_password_follows_from_the_owners(self, owner_url: str) -> None:
        one = application_url(own(owner_url, "one", "first password", "CREATEROLE"))
        two = application_url(own(owner_url, "two", "second password", "CREATEROLE"))
        passwords = [database_settings(url)["PASSWORD"] for url in (one, two)]
        assert passwords[0] != passwords[1]
        assert all(len(password) > 40 for password in passwords)
        assert not {"first password", "second password"} & set(passwords)

    def test_it_follows_a_new_password_of_the_owner(self, owner_url: str) -> None:
        before = application_url(own(owner_url, "renewing", "old", "CREATEROLE"))
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute("ALTER ROLE renewing PASSWORD 'new'")
        after = application_url(as_role(owner_url, "renewing", "new", database="renewing"))
        assert after != before
        assert ask(after, "SELECT current_user::text") == ("renewing_app",)
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(before)

    def test_odd_names_and_passwords_are_no_matter(self, owner_url: str) -> None:
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute("""CREATE ROLE "Héél 'raar" LOGIN CREATEROLE PASSWORD 'p@ss/w:rd?#%'""")
        url = application_url(as_role(owner_url, quote("Héél 'raar"), "p@ss/w:rd?#%"))
        assert ask(url, "SELECT current_user::text") == ("Héél 'raar_app",)

    def test_an_owner_who_may_not_make_roles_hears_what_to_run(self, owner_url: str) -> None:
        modest = own(owner_url, "modest", "secret-of-modest")
        with pytest.raises(ImproperlyConfigured) as refusal:
            application_url(modest)
        said = str(refusal.value)
        assert 'CREATE ROLE "modest_app" LOGIN NOSUPERUSER NOBYPASSRLS' in said
        assert 'GRANT CONNECT ON DATABASE "modest" TO "modest_app"' in said
        assert 'GRANT USAGE ON SCHEMA public TO "modest_app"' in said
        assert "secret-of-modest" not in said

    def test_what_it_was_told_to_run_helps(self, owner_url: str) -> None:
        modest = own(owner_url, "helped", "secret")
        with pytest.raises(ImproperlyConfigured) as refusal:
            application_url(modest)
        with psycopg.connect(as_role(owner_url, *_signs(owner_url), database="helped")) as administrator:
            administrator.execute(str(refusal.value).partition("run: ")[2].partition("; then set")[0])
        app_url = as_role(owner_url, "helped_app", "choose-one", database="helped")
        prepare(DatabaseAddresses(app_url, modest))
        assert ask(app_url, "SELECT has_schema_privilege('public', 'USAGE')") == (True,)

    def test_a_closed_database_is_opened_for_it(self, owner_url: str) -> None:
        closed = own(owner_url, "closed", "secret", "CREATEROLE")
        with psycopg.connect(closed) as connection:
            connection.execute("REVOKE ALL ON DATABASE closed FROM PUBLIC")
            connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        url = application_url(closed)
        assert ask(url, "SELECT has_schema_privilege('public', 'USAGE')") == (True,)

    def test_an_owner_without_password_gives_a_role_without_one(self) -> None:
        assert roles._derived("", "plek_app") is None

    def test_a_secret_stands_in_for_the_owners_password(self) -> None:
        assert roles._derived("a", "plek_app") not in {None, roles._derived("b", "plek_app")}

    def test_an_old_server_is_refused(self, owner_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(roles, "OLDEST_SERVER", 99)
        with pytest.raises(ImproperlyConfigured, match=r"needs PostgreSQL 99 or newer; this server is \d\d"):
            application_url(owner_url)


def _signs(owner_url: str) -> tuple[str, str]:
    found = database_settings(owner_url)
    return found["USER"], found["PASSWORD"]


class TestPrepare:
    def test_it_makes_the_role_of_the_address(self, owner_url: str) -> None:
        app_url = as_role(owner_url, "prepared", "of my own choice")
        for _ in range(2):
            prepare(DatabaseAddresses(app_url, owner_url))
        assert ask(app_url, ATTRIBUTES) == (True, False, False, False, False, False)

    def test_it_needs_the_owner(self, owner_url: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="set DATABASE_OWNER_URL"):
            prepare(DatabaseAddresses(owner_url, None))

    def test_owner_and_application_are_two(self, owner_url: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="two different roles"):
            prepare(DatabaseAddresses(owner_url, owner_url))


class TestFaults:
    def found(self, owner_url: str, name: str, attributes: str, *more: str) -> str:
        """What is said of a new role with these attributes, after these statements."""
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute(f"CREATE ROLE {name} LOGIN {attributes} PASSWORD 'x'")
            for statement in more:
                connection.execute(statement)
        with psycopg.connect(as_role(owner_url, name, "x")) as connection:
            return " ".join(faults(connection))

    @pytest.mark.parametrize("attribute", ["SUPERUSER", "BYPASSRLS", "CREATEROLE"])
    def test_might(self, owner_url: str, attribute: str) -> None:
        assert "is a superuser, may bypass" in self.found(owner_url, f"mighty_{attribute.lower()}", attribute)

    def test_a_table_of_its_own(self, owner_url: str) -> None:
        made = ("CREATE TABLE its_own ()", "ALTER TABLE its_own OWNER TO landlord")
        assert "owns tables" in self.found(owner_url, "landlord", "", *made)

    def test_the_tables_of_a_role_it_may_become(self, owner_url: str) -> None:
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute("CREATE ROLE behind")
        made = ("CREATE TABLE of_behind ()", "ALTER TABLE of_behind OWNER TO behind", "GRANT behind TO front")
        assert "owns tables, itself or through" in self.found(owner_url, "front", "", *made)

    def test_a_mighty_role_it_may_become(self, owner_url: str) -> None:
        assert "member of a role that is superuser" in self.found(owner_url, "friend", "", "GRANT plek TO friend")

    def test_room_to_make_tables(self, owner_url: str) -> None:
        made = "GRANT CREATE ON SCHEMA public TO builder"
        assert self.found(owner_url, "builder", "", made) == (
            "The application's database role may make tables in schema public."
        )


class TestDatabaseSettings:
    def test_the_parts_of_an_address(self) -> None:
        found = database_settings("postgresql://plek_app:p%40ss@db.example.org:5433/plek?sslmode=verify-full")
        wanted = {
            "NAME": "plek",
            "USER": "plek_app",
            "PASSWORD": "p@ss",
            "HOST": "db.example.org",
            "PORT": "5433",
        }
        assert wanted.items() <= found.items()
        assert found["OPTIONS"]["sslmode"] == "verify-full"

    def test_a_socket_folder_is_a_host(self) -> None:
        found = database_settings("postgresql://plek@/plek?host=%2Ftmp%2Fmy%20home%2Fpostgres&port=5432")
        assert (found["HOST"], found["PORT"]) == ("/tmp/my home/postgres", "5432")

    def test_what_is_left_out_is_left_to_the_system(self) -> None:
        found = database_settings("postgresql:///plek")
        assert [found[name] for name in ("USER", "PASSWORD", "HOST", "PORT")] == ["", "", "", ""]

    def test_a_dead_server_is_not_waited_for_long(self) -> None:
        assert database_settings("postgresql:///plek")["OPTIONS"]["connect_timeout"] <= 10
