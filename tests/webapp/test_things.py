"""Addresses, pages and data of things."""

import re

import pyoxigraph
import pytest
from flask.testing import FlaskClient
from pyoxigraph import RdfFormat

from tests.webapp.conftest import BROWSER, Visitor, assert_problem

ID = "https://w3id.org/samspill/id/"


@pytest.mark.parametrize(
    ("accept", "location"),
    [
        (BROWSER["Accept"], "/page/actor/radet"),
        ("", "/page/actor/radet"),
        ("*/*", "/page/actor/radet"),
        ("text/turtle", "/data/actor/radet.ttl"),
        ("application/n-triples", "/data/actor/radet.nt"),
        ("application/rdf+xml", "/data/actor/radet.rdf"),
        ("application/ld+json;q=0.5, text/html;q=0.4", "/data/actor/radet.jsonld"),
        ("application/ld+json;q=0.4, text/html;q=0.5", "/page/actor/radet"),
    ],
)
def test_an_identifier_leads_to_the_form_that_is_asked_for(
    client: FlaskClient, accept: str, location: str
) -> None:
    response = client.get("/id/actor/radet", headers={"Accept": accept})
    assert (response.status_code, response.headers["Location"]) == (303, location)
    assert "Accept" in response.headers["Vary"]


def test_an_identifier_keeps_the_language_that_is_asked_for(visitor: Visitor) -> None:
    response = visitor.get("/id/actor/radet?lang=en")
    assert response.headers["Location"] == "/page/actor/radet?lang=en"
    assert '<html lang="en"' in visitor.get("/id/actor/radet?lang=en", follow_redirects=True).text


def test_a_form_that_is_not_there_is_refused(client: FlaskClient) -> None:
    response = client.get("/id/actor/radet", headers={"Accept": "image/png"})
    assert_problem(response, 406, "text/turtle")


@pytest.mark.parametrize(
    "address", ["/id/actor/nobody", "/page/actor/nobody", "/data/actor/nobody.ttl"]
)
def test_an_unknown_thing_is_not_found(client: FlaskClient, address: str) -> None:
    assert_problem(client.get(address), 404, "/id/actor/nobody")


@pytest.mark.parametrize("address", ["/page/actor/Nobody%3E", "/id/a%22b/c", "/page/actor/a--b"])
def test_an_address_that_is_no_slug_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("extension", "form"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("rdf", RdfFormat.RDF_XML),
        ("jsonld", RdfFormat.JSON_LD),
    ],
)
def test_the_data_of_a_thing_say_the_same_in_each_form(
    client: FlaskClient, extension: str, form: RdfFormat
) -> None:
    def read(address: str, form: RdfFormat) -> set[pyoxigraph.Triple]:
        return {quad.triple for quad in pyoxigraph.parse(client.get(address).data, format=form)}

    found = read(f"/data/actor/loten.{extension}", form)
    assert found == read("/data/actor/loten.nt", RdfFormat.N_TRIPLES)
    # The id of a tie has a hash.
    subjects = {re.sub(r"-[0-9a-f]{8}(?=$|-)", "", str(t.subject).strip("<>")) for t in found}
    # The actor, the one participation that names it and the tie that follows, in both modes.
    assert subjects == {
        ID + "actor/loten",
        ID + "participation/gronn-loten",
        ID + "actor-tie/hamar-og-loten",
        ID + "actor-tie/hamar-og-loten-merged",
    }


def test_a_form_of_data_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/data/actor/loten.xlsx").status_code == 404


def test_every_fact_has_its_document_lines_and_row(visitor: Visitor) -> None:
    page = visitor.get("/page/actor/radet").text
    text = visitor.read("/page/actor/radet")
    assert "Opptrer på vegne av Regionen Kilde: Saksframlegg, linje 7–8" in text
    assert 'href="/page/source/sak#L7"' in page
    assert "Rad i tabellen actors, rad 2" in text
    assert 'title="L7-8"' in page


def test_a_fact_that_was_read_out_of_the_document_says_so(visitor: Visitor) -> None:
    assert "tolket" in visitor.read("/page/actor/loten")
    assert "tolket" not in visitor.read("/page/initiative/tiltak-01")


def test_names_are_told_with_kind_time_and_source(visitor: Visitor) -> None:
    text = visitor.read("/page/actor/radet")
    assert "Gamlerådet tidligere navn til 2018 Kilde: Saksframlegg, linje 9" in text
    assert "Regjonrådet skrivefeil" in text


def test_mentions_are_told(visitor: Visitor) -> None:
    text = visitor.read("/page/actor/radet")
    assert "Nevnt som vertskap. Kilde: Regional plan, linje 55" in text


def test_relations_name_the_other_party(visitor: Visitor) -> None:
    text = visitor.read("/page/actor/hamar")
    assert "Deltar i 1" in text
    assert "Grønn vekst prosjekteier Kilde: Regional plan, linje 20" in text
    assert "Regionrådet Felles skole Kilde: Regional plan, linje 60" in text
    # Derived: together in one initiative.
    assert "Løten kommune Grønn vekst 1 Se kildene" in text


def test_what_is_not_actual_is_left_out_counted_and_one_click_away(visitor: Visitor) -> None:
    text = visitor.read("/page/actor/hamar")
    assert "1 opplysning er ikke vist" in text
    assert "Ikke vist: 1 planlagt." in text
    assert "Rom for unge" not in text
    assert 'href="/page/actor/hamar?modality=all"' in visitor.get("/page/actor/hamar").text
    everything = visitor.read("/page/actor/hamar?modality=all")
    assert "Rom for unge" in everything
    assert "ikke vist" not in everything


def test_a_fact_about_something_planned_is_left_out_too(visitor: Visitor) -> None:
    text = visitor.read("/page/actor/radet")
    # The participation is told as a fact, of the planned project.
    assert "1 opplysning er ikke vist" in text
    assert "1 er ikke vist fordi det gjelder noe som er planlagt" in text
    assert "/page/initiative/rom" not in visitor.get("/page/actor/radet").text


def test_money_that_is_given_already_is_shown_and_says_that_its_purpose_is_planned(
    visitor: Visitor,
) -> None:
    assert (
        "Inntil 700 000 kroner til Rom for unge (tilsagt) til noe som er planlagt finansiør"
        in visitor.read("/page/actor/radet")
    )
    # Who gives it stands on its own page too.
    text = visitor.read("/page/funding/tilsagt")
    assert "Giver og mottaker 1" in text
    assert "Regionrådet finansiør Kilde: Saksframlegg, linje 7" in text
    assert "Mottaker ikke oppgitt" in text


def test_the_page_of_something_planned_shows_all_about_it(visitor: Visitor) -> None:
    text = visitor.read("/page/initiative/rom")
    assert "ikke vist" not in text
    assert "Deltakere 2" in text
    assert "1. juni 2025" in text


def test_an_unknown_modality_is_refused(client: FlaskClient) -> None:
    assert_problem(client.get("/page/actor/hamar?modality=maybe"), 400, "modality")


def test_claims_that_disagree_stand_side_by_side(visitor: Visitor) -> None:
    for address in ("/page/initiative/rom", "/page/funding/tilsagt", "/page/contradiction/vedtatt"):
        text = visitor.read(address)
        assert "Er pengene vedtatt eller foreslått?" in text
        assert "Inntil 700 000 kroner til Rom for unge (tilsagt)" in text
        assert "700 000 kroner til Rom for unge (foreslått)" in text
    # The claim that is the thing of the page comes first.
    for own, other in (("tilsagt", "foreslatt"), ("foreslatt", "tilsagt")):
        claims = visitor.read(f"/page/funding/{own}").partition("Her er kildene uenige")[2]
        lines = {"tilsagt": "Saksframlegg, linje 5 ", "foreslatt": "Saksframlegg, linje 30 "}
        assert claims.index(lines[own]) < claims.index(lines[other])


def test_money_says_who_gives_it(visitor: Visitor) -> None:
    text = visitor.read("/page/initiative/rom")
    assert "inntil 700 000 kroner tilskudd tilsagt Regionrådet (finansiør)" in text
    assert "700 000 kroner tilskudd foreslått ikke oppgitt" in text


def test_what_a_source_does_not_name_is_said(visitor: Visitor) -> None:
    assert "Ikke navngitt i kilden" in visitor.read("/page/initiative/gronn")
    assert "Organ Ikke navngitt i kilden" in visitor.read("/page/governance/styring")


def test_time_is_as_precise_as_the_source(visitor: Visitor) -> None:
    assert "Tid 2018 – høsten 2020" in visitor.read("/page/initiative/gronn")


def test_long_lists_have_pages(visitor: Visitor) -> None:
    first = visitor.read("/page/initiative/gronn")
    assert "Delprosjekter, faser og tiltak 30" in first
    assert "Tiltak 25" in first
    assert "Tiltak 26" not in first
    second = visitor.read("/page/initiative/gronn?initiative-partof=2")
    assert "Tiltak 26" in second
    assert "Tiltak 25" not in second
    assert "Tiltak 30" in visitor.read("/page/initiative/gronn?initiative-partof=99")


def test_a_relation_has_a_page_of_its_own(visitor: Visitor) -> None:
    text = visitor.read("/page/participation/gronn-hamar")
    assert "Hamar kommune, prosjekteier i Grønn vekst" in text
    assert "Rolle prosjekteier Kilde: Regional plan, linje 20" in text


def test_a_tie_says_between_whom_through_what_and_from_which_participations(
    visitor: Visitor,
) -> None:
    page = visitor.get("/page/actor/hamar").text
    address = re.search(r'href="(/page/actor-tie/[^"]+)">Se kildene', page)
    assert address
    text = visitor.read(address[1])
    assert "Hamar kommune – Løten kommune" in text
    assert "Utledet av det de er sammen om" in text
    assert "Gjennom Grønn vekst" in text
    assert "Felles initiativer 1" in text
    assert "Deltakelsene båndet er utledet av 2" in text
    assert "Hamar kommune Grønn vekst prosjekteier Kilde: Regional plan, linje 20" in text
    assert "Løten kommune Grønn vekst samarbeidspart Kilde: Regional plan, linje 21" in text


def test_a_document_lists_all_rows_that_it_supports_in_the_order_of_its_lines(
    visitor: Visitor,
) -> None:
    text = visitor.read("/page/source/sak")
    assert "Deltakelser (2)" in text
    assert text.index("Linje 31") < text.index("Linje 32")
    # A document says what it says: nothing is left out, and what is planned is marked.
    assert "Rom for unge" in text
    assert "ikke vist" not in text
    assert "planlagt" in text
    assert "Finansiering (2)" in text


def test_places_show_what_they_hold(visitor: Visitor) -> None:
    assert "Består av 1" in visitor.read("/page/place/regionen")
    assert "Ligger i 1" in visitor.read("/page/place/hamar-omrade")


def test_a_name_with_markup_is_shown_as_text(visitor: Visitor) -> None:
    page = visitor.get("/page/actor/farlig").text
    assert "<b>Farlig</b>" not in page
    assert "&lt;b&gt;Farlig&lt;/b&gt; &amp; Sønn" in page


def test_english_pages_take_english_labels_and_mark_the_rest(visitor: Visitor) -> None:
    page = visitor.get("/page/actor/loten?lang=en").text
    assert "Green growth" in page
    assert '<h1 class="ds-heading" data-size="lg" lang="nb">Løten kommune' in page


def test_a_page_takes_few_queries_however_much_it_lists(
    visitor: Visitor, programme: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Counts the calls of the real store; nothing is replaced.
    from graph.embedded import EmbeddedStore

    calls: list[str] = []
    run = EmbeddedStore._run

    def counted(self: EmbeddedStore, query: str, values: object) -> object:
        calls.append(query)
        return run(self, query, values)  # type: ignore[arg-type]

    monkeypatch.setattr(EmbeddedStore, "_run", counted)
    pages = [
        (visitor, "/page/initiative/gronn"),
        (visitor, "/page/source/plan"),
        (visitor, "/page/actor/radet"),
        # Four steps below the strategy.
        (programme, "/page/result/vekst-2018"),
        (programme, "/page/goal/arbeidsplasser"),
        (programme, "/sources"),
        (programme, "/quality"),
    ]
    for reader, address in pages:
        calls.clear()
        reader.read(address)
        assert len(calls) <= 15, (address, len(calls))


def test_an_actor_has_its_network_as_picture_and_words(visitor: Visitor) -> None:
    # Løten shares green growth with Hamar, and nothing with the council.
    page = visitor.get("/page/actor/loten")
    assert "Løten kommune har bånd til 1 annen aktør." in visitor.read("/page/actor/loten")
    assert page.text.count('class="small-network__spoke"') == 1
    assert 'href="/network?ego=actor:loten"' in page.text
    assert "small-network" not in visitor.get("/page/initiative/gronn").text
