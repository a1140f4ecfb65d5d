"""What every request and every response passes, whatever its page."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from archive import middleware
from archive.stored.delivery import deliver

CSP = {
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "manifest-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
}


@pytest.fixture
def rf():
    return RequestFactory()


def find_address(request):
    """The reader's address as the pages see it."""
    seen = []
    middleware.trust_proxy(lambda passed: seen.append(passed) or HttpResponse())(
        request
    )
    return seen[0].META["REMOTE_ADDR"]


def test_a_forged_forwarding_header_changes_nothing(rf):
    request = rf.get("/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="127.0.0.1")

    assert find_address(request) == "203.0.113.7"
    assert "HTTP_X_FORWARDED_FOR" not in request.META


def test_the_trusted_proxy_tells_the_readers_address(rf, settings):
    settings.TRUSTED_PROXY = ["127.0.0.1"]
    request = rf.get(
        "/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.9.9.9, 203.0.113.7"
    )

    assert find_address(request) == "203.0.113.7"


def test_proxies_of_ours_are_passed_over_from_the_nearest_on(rf, settings):
    settings.TRUSTED_PROXY = ["127.0.0.1", "10.0.0.2"]
    request = rf.get(
        "/",
        REMOTE_ADDR="127.0.0.1",
        HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7, 10.0.0.2",
    )

    assert find_address(request) == "203.0.113.7"


def test_when_every_address_is_ours_the_farthest_is_the_reader(rf, settings):
    settings.TRUSTED_PROXY = ["127.0.0.1", "10.0.0.2"]
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="10.0.0.2")

    assert find_address(request) == "10.0.0.2"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/login/", "/no/such/page/"])
def test_every_answer_carries_the_strict_headers(client, address):
    response = client.get(address)

    assert set(response["Content-Security-Policy"].split("; ")) == CSP
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Permissions-Policy"].startswith("browsing-topics=(), camera=()")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


def test_a_reader_without_an_account_gets_no_cookie(client, db):
    assert not client.get("/").cookies
    assert not client.get("/no/such/page/").cookies


def test_an_editors_pages_stay_out_of_caches(rf, settings):
    request = rf.get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "any"

    response = deliver(lambda _: HttpResponse())(request)

    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("method", "address", "length", "status"),
    [
        ("TRACE", "/", "", 405),
        ("TRACK", "/", "", 405),
        ("GET", f"/search/?q={'a' * 9000}", "", 414),
        ("POST", "/admin/login/", "10485761", 413),
        ("GET", "/search/?q=%00", "", 400),
        ("GET", "/interviews/%00/", "", 400),
    ],
)
def test_what_no_page_has_use_for_is_refused(
    client, db, method, address, length, status
):
    response = client.generic(method, address, CONTENT_LENGTH=length)

    assert response.status_code == status


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a b"])
def test_a_foreign_host_is_refused_without_a_trace(client, host):
    response = client.get("/", HTTP_HOST=host)

    assert response.status_code == 400
    assert b"Traceback" not in response.content
    assert b"evil" not in response.content


def log_in(client, name, password, address="203.0.113.7"):
    return client.post(
        "/admin/login/",
        {"username": name, "password": password},
        REMOTE_ADDR=address,
    )


def test_five_wrong_passwords_lock_that_name_at_that_address(client, admin_user):
    wrong = [log_in(client, "admin", f"wrong {n}").status_code for n in range(5)]

    right = log_in(client, "admin", "password")

    assert wrong == [200, 200, 200, 200, 429]
    assert right.status_code == 429


def test_a_locked_name_can_still_log_in_from_elsewhere(client, admin_user):
    for attempt in range(6):
        log_in(client, "admin", f"wrong {attempt}")

    elsewhere = log_in(client, "admin", "password", address="198.51.100.1")

    assert elsewhere.status_code == 302


def test_a_forged_address_does_not_lift_the_lock(client, admin_user):
    for attempt in range(6):
        log_in(client, "admin", f"wrong {attempt}")

    forged = client.post(
        "/admin/login/",
        {"username": "admin", "password": "password"},
        REMOTE_ADDR="203.0.113.7",
        HTTP_X_FORWARDED_FOR="198.51.100.1",
    )

    assert forged.status_code == 429


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "This way of asking is not offered"),
        ("/ru/", "Такой способ обращения не предусмотрен"),
    ],
)
def test_a_refusal_as_json_speaks_the_language_of_the_address(client, path, words):
    response = client.post(path, headers={"accept": "application/json"})

    assert response.status_code == 405
    assert response.json() == {"error": words}
