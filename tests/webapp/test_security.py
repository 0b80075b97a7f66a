"""Every answer keeps to itself, whatever it is."""

import re

import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor

ADDRESSES = [
    "/",
    "/page/actor/radet",
    "/no-such-page",
    "/api/search?q=x",
    "/health",
    "/static/favicon.svg",
    "/api/completion",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_policy(visitor: Visitor, address: str) -> None:
    with visitor.get(address) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_network_may_set_styles_and_never_scripts(visitor: Visitor) -> None:
    policy = visitor.get("/network").headers["Content-Security-Policy"]
    assert policy.endswith("; style-src-attr 'unsafe-inline'")
    assert "script-src 'self';" in policy


def test_the_editor_may_add_style_sheets_by_a_word_of_its_page_and_no_scripts(
    visitor: Visitor,
) -> None:
    seen = set()
    for _ in range(2):
        response = visitor.get("/sparql")
        policy = response.headers["Content-Security-Policy"]
        found = re.search(r"style-src 'self' 'nonce-([\w-]{22})';", policy)
        assert found is not None
        assert f'data-nonce="{found[1]}"' in response.text
        assert "script-src 'self';" in policy
        seen.add(found[1])
    assert len(seen) == 2


@pytest.mark.parametrize(
    "address",
    [
        "/sparql?query=ASK{}",
        "/api/search?q=x",
        "/network.json",
        "/downloads/samspill.nq",
    ],
)
def test_open_data_answer_to_every_site(client: FlaskClient, address: str) -> None:
    with client.get(address) as response:
        assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_pages_do_not_answer_to_other_sites(client: FlaskClient) -> None:
    headers = client.get("/").headers
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_browser_may_ask_before_it_posts_a_query(client: FlaskClient) -> None:
    response = client.options("/sparql")
    assert response.status_code == 200
    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in response.headers["Access-Control-Allow-Headers"]


def test_pages_have_no_script_or_style_of_their_own(visitor: Visitor) -> None:
    for address in ("/", "/network", "/sparql", "/page/actor/radet"):
        page = visitor.get(address).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


def test_the_language_cookie_is_closed_to_scripts(client: FlaskClient) -> None:
    cookie = client.get("/?lang=en", headers={"Accept": "text/html"}).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_an_address_typed_into_a_table_is_linked_only_when_it_is_one(visitor: Visitor) -> None:
    assert 'href="https://example.org/radet"' in visitor.get("/page/actor/radet").text
