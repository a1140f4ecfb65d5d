"""What each variable of the environment does, and what is said of a wrong one."""

import ast
import stat

import pytest

from tests.shell import manage, run_python

SHOW = "import archive.settings as s; print({})"


def show(expression, **environment):
    finished = run_python("-c", SHOW.format(expression), **environment)
    assert finished.returncode == 0, finished.stderr
    return finished.stdout.strip()


def test_by_default_the_site_is_on_loopback(tmp_path):
    shown = show("s.SITE_URL, s.ALLOWED_HOSTS, s.DEBUG, s.IS_HTTPS", DATA_DIR=tmp_path)

    assert shown == (
        "http://127.0.0.1:8000 ['127.0.0.1', 'localhost', '[::1]'] False False"
    )


def test_the_port_is_part_of_the_default_address(tmp_path):
    assert show("s.SITE_URL", DATA_DIR=tmp_path, PORT=8123) == "http://127.0.0.1:8123"


def test_the_made_key_is_kept_and_only_its_owner_reads_it(tmp_path):
    first = show("s.SECRET_KEY", DATA_DIR=tmp_path / "new")
    second = show("s.SECRET_KEY", DATA_DIR=tmp_path / "new")

    kept = tmp_path / "new" / "secret_key"
    assert first == second == kept.read_text()
    assert len(first) == 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret_key"]


def test_a_public_address_asks_for_secure_cookies_and_its_own_host(tmp_path):
    shown = show(
        "s.ALLOWED_HOSTS, s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS",
        DATA_DIR=tmp_path,
        SITE_URL="https://archive.example/",
        SECRET_KEY="a key",
    )

    assert shown == "['archive.example'] True 63072000"


@pytest.mark.parametrize(
    ("told", "origins"),
    [
        ("", "['*']"),
        ("none", "[\"'none'\"]"),
        (
            "https://news.example, https://blog.example:8443",
            "['https://news.example', 'https://blog.example:8443']",
        ),
    ],
)
def test_the_sites_that_may_frame_embedded_words_are_told(tmp_path, told, origins):
    shown = show("s.EMBED_ORIGINS", DATA_DIR=tmp_path, EMBED_ORIGINS=told)

    assert shown == origins


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        (
            {"EMBED_ORIGINS": "news.example; script-src *"},
            "Configuration: EMBED_ORIGINS has 'news.example; script-src *'. Give "
            "origins without a path, such as "
            "EMBED_ORIGINS=https://news.example,https://blog.example, * or none.\n",
        ),
        (
            {"SITE_URL": "https://archive.example"},
            "Configuration: SECRET_KEY is missing, and SITE_URL is "
            "https://archive.example. Set SECRET_KEY to 50 or more random characters "
            "and keep it secret.\n",
        ),
        (
            {"SITE_URL": "archive.example"},
            "Configuration: SITE_URL is 'archive.example'. Give the address readers "
            "use, without a path, such as SITE_URL=https://archive.example.\n",
        ),
        (
            {"PORT": "http"},
            "Configuration: PORT is 'http'. Give a number from 1 to 65535, such as "
            "PORT=8000.\n",
        ),
        (
            {"DATABASE_URL": "oracle"},
            "Configuration: DATABASE_URL cannot be read. Write it as sqlite:///PATH "
            "or postgresql://USER:PASSWORD@HOST:5432/NAME.\n",
        ),
        (
            {"SEARCH_SECONDS": "soon"},
            "Configuration: SEARCH_SECONDS is 'soon'. Give seconds, such as "
            "SEARCH_SECONDS=2.\n",
        ),
        (
            {"SEARCH_URL": "solr:there"},
            "Configuration: SEARCH_URL begins with 'solr'. Write it as whoosh:PATH, "
            "postgresql: or opensearch+http://HOST:9200/INDEX.\n",
        ),
        *(
            (
                {"SEARCH_URL": f"opensearch+http:{rest}"},
                "Configuration: SEARCH_URL cannot be read. Write it as "
                "opensearch+http://HOST:9200/INDEX, several hosts with commas between "
                "them, the INDEX in small letters; behind it, if need be, "
                "?shards=3&replicas=1&ca=FILE.\n",
            )
            for rest in ("//there:9200", "//there/Index", "//there/index?shards=0")
        ),
        (
            {"SEARCH_URL": "postgresql:", "DATABASE_URL": "sqlite:///:memory:"},
            "Configuration: SEARCH_URL is postgresql:, and the archive is kept "
            "elsewhere. Set DATABASE_URL to postgresql://USER:PASSWORD@HOST:5432/NAME, "
            "or SEARCH_URL to whoosh:PATH.\n",
        ),
        (
            {"SEARCH_URL": "postgresql://there/search"},
            "Configuration: SEARCH_URL names a database, and the index is kept in the "
            "archive's own. Write it as postgresql: and name the database in "
            "DATABASE_URL.\n",
        ),
    ],
)
def test_a_wrong_setting_is_told_in_one_line(tmp_path, environment, complaint):
    finished = manage("check", DATA_DIR=tmp_path, **environment)

    assert finished.stderr == complaint
    assert finished.returncode == 1


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path):
    (tmp_path / "file").touch()

    finished = manage("check", DATA_DIR=tmp_path / "file" / "var")

    assert finished.stderr == (
        f"Configuration: {tmp_path}/file/var: Not a directory. Mend that folder, or "
        "set DATA_DIR to one with room that can be written.\n"
    )
    assert finished.returncode == 1


def test_sqlite_writes_ahead_and_waits_for_its_turn(tmp_path):
    shown = show(
        "s.DATABASES['default']['OPTIONS']['transaction_mode'], "
        "s.DATABASES['default']['NAME']",
        DATA_DIR=tmp_path,
    )

    assert shown == f"IMMEDIATE {tmp_path}/archive.sqlite3"


def test_the_folder_of_the_database_is_made(tmp_path):
    show("s.PORT", DATA_DIR=tmp_path / "new", SECRET_KEY="a key")

    assert (tmp_path / "new").is_dir()


def test_an_archive_on_postgresql_can_be_searched_there(tmp_path):
    shown = show(
        "s.HAYSTACK_CONNECTIONS['default']['ENGINE']",
        DATA_DIR=tmp_path,
        DATABASE_URL="postgresql://reader:word@127.0.0.1:5432/suhbat",
        SEARCH_URL="postgresql:",
    )

    assert shown == "archive.search.engines.postgres.PostgresEngine"


def test_an_archive_can_be_searched_in_a_cluster(tmp_path):
    shown = show(
        "s.HAYSTACK_CONNECTIONS['default']",
        DATA_DIR=tmp_path,
        SEARCH_URL="opensearch+https://us:it%40@one:9200,two/talks?shards=3&ca=/ca.pem",
    )

    assert ast.literal_eval(shown) == {
        "ENGINE": "archive.search.engines.opensearch.OpenSearchEngine",
        "HOSTS": ["https://us:it%40@one:9200", "https://us:it%40@two"],
        "INDEX_NAME": "talks",
        "SHARDS": 3,
        "REPLICAS": 1,
        "CA_CERTS": "/ca.pem",
    }


def test_a_postgresql_address_is_taken_as_it_is(tmp_path):
    shown = show(
        "s.DATABASES['default']['ENGINE'], s.DATABASES['default']['NAME'], "
        "s.DATABASES['default']['OPTIONS'] if 'OPTIONS' in s.DATABASES['default'] "
        "else {}",
        DATA_DIR=tmp_path,
        DATABASE_URL="postgresql://reader:word@127.0.0.1:5432/suhbat",
    )

    assert shown == "django.db.backends.postgresql suhbat {}"
