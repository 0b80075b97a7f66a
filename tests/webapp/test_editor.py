"""What the query editor asks for: the vocabulary in use, and the names of things."""

import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import Visitor, assert_problem

SAMSPILL = "https://w3id.org/samspill/ontology#"
ID = "https://w3id.org/samspill/id/"


def _by_iri(client: FlaskClient, part: str) -> dict[str, dict[str, object]]:
    found = client.get("/api/completion").get_json()[part]
    return {one["iri"]: one for one in found}


def test_classes_are_counted_as_they_are_used_and_those_above_are_offered(
    client: FlaskClient,
) -> None:
    classes = _by_iri(client, "classes")
    municipality = classes[SAMSPILL + "Municipality"]
    query = f"SELECT ?a WHERE {{ ?a a <{SAMSPILL}Municipality> }}"
    rows = client.get("/sparql", query_string={"query": query}).get_json(force=True)
    things = [row["a"]["value"] for row in rows["results"]["bindings"]]
    assert municipality["count"] == len(things)
    assert municipality["example"] in things
    assert municipality["label"] == {"nb": "kommune", "en": "municipality"}
    actor = classes[SAMSPILL + "Actor"]
    assert actor["count"] == 0
    assert "example" not in actor


def test_a_property_knows_the_classes_and_codes_that_it_occurs_with(client: FlaskClient) -> None:
    properties = _by_iri(client, "properties")
    initiative = properties[SAMSPILL + "initiative"]
    assert SAMSPILL + "Participation" in initiative["classes"]  # type: ignore[operator]
    assert SAMSPILL + "Municipality" not in initiative["classes"]  # type: ignore[operator]
    codes = properties[SAMSPILL + "modality"]["codes"]
    assert "https://w3id.org/samspill/concept/modality/actual" in codes  # type: ignore[operator]
    labels = client.get("/api/completion").get_json()["codes"]
    assert labels["https://w3id.org/samspill/concept/modality/planned"]["nb"] == "planlagt"


def test_every_kind_of_thing_has_a_prefix(client: FlaskClient) -> None:
    prefixes = client.get("/api/completion").get_json()["prefixes"]
    assert prefixes["samspill"] == SAMSPILL
    assert prefixes["actor"] == ID + "actor/"
    assert prefixes["modality"] == "https://w3id.org/samspill/concept/modality/"


def test_the_vocabulary_is_sent_once_a_snapshot(client: FlaskClient) -> None:
    first = client.get("/api/completion")
    again = client.get("/api/completion", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_things_terms_and_nameless_relations_are_named(client: FlaskClient) -> None:
    query = f"SELECT ?p WHERE {{ ?p a <{SAMSPILL}Participation> }} ORDER BY ?p LIMIT 1"
    rows = client.get("/sparql", query_string={"query": query}).get_json(force=True)
    participation = rows["results"]["bindings"][0]["p"]["value"]
    asked = [ID + "actor/hamar", SAMSPILL + "Municipality", participation, ID + "actor/nobody"]
    labels = client.post("/api/labels", json={"iris": asked}).get_json()["labels"]
    assert labels[ID + "actor/hamar"] == {
        "label": "Hamar kommune",
        "type": "Municipality",
        "type_label": "Kommune",
        "url": "/page/actor/hamar",
    }
    assert labels[SAMSPILL + "Municipality"]["label"] == "kommune"
    assert labels[SAMSPILL + "Municipality"]["url"] == "/ontology#Municipality"
    assert labels[participation]["type"] == "Participation"
    assert labels[participation]["label"] != participation
    assert ID + "actor/nobody" not in labels


def test_names_come_in_the_language_asked_for(client: FlaskClient) -> None:
    sent = {"iris": [SAMSPILL + "Municipality"]}
    labels = client.post("/api/labels?lang=en", json=sent).get_json()["labels"]
    assert labels[SAMSPILL + "Municipality"]["label"] == "municipality"


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {},
        {"iris": "x"},
        {"iris": [1]},
        {"iris": ["no IRI"]},
        {"iris": ["x:" + "y" * 3000]},
    ],
)
def test_what_is_no_list_of_iris_is_refused(client: FlaskClient, sent: object) -> None:
    assert_problem(client.post("/api/labels", json=sent), 400, "iris")


def test_more_names_than_one_request_may_ask_for_are_refused(client: FlaskClient) -> None:
    iris = [f"{ID}actor/a{number}" for number in range(501)]
    assert_problem(client.post("/api/labels", json={"iris": iris}), 400, "500")


def test_a_small_answer_comes_with_its_page_and_a_large_one_is_left_to_the_script(
    visitor: Visitor,
) -> None:
    small = visitor.get("/sparql?query=SELECT+(1+AS+?one){}").text
    assert '<script type="application/json" id="sparql-answer">{"answer":' in small
    many = visitor.get("/sparql?query=SELECT+*{?s+?p+?o}+LIMIT+501").text
    assert '<script type="application/json" id="sparql-answer"></script>' in many
    assert 'id="sparql-answer"' not in visitor.get("/sparql").text


def test_an_answer_cannot_end_the_element_that_carries_it(visitor: Visitor) -> None:
    page = visitor.get('/sparql?query=SELECT+("</script><b>"+AS+?x){}').text
    assert "</script><b>" not in page
    assert "\\u003c/script\\u003e" in page
