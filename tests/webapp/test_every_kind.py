"""The pages of the kinds of things that are neither goals nor documents."""

import pytest

from tests.webapp.conftest import Visitor


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/page/membership/m-kommunen", "Bykommunen er medlem av Regionrådet"),
        ("/page/membership/m-observator", "Nye Utvikling, observatør i Regionrådet"),
        ("/page/membership/m-leder", "Ikke navngitt, leder av organet i Regionrådet"),
        ("/page/responsibility/kari-leder", "Kari Nordmann, prosjektleder: Byprosjektet"),
        ("/page/agreement-party/partnerskapet-gamle", "Gamle Utvikling, pådriver: Partnerskapet"),
        ("/page/place-code/byen-ny", "Byen: kommunenummer 3403"),
        ("/page/merged-id/utgatt-1", "«actor:regionraadet» er nå Regionrådet"),
        ("/page/target/hundre", "Netto vekst i året: minst 100 arbeidsplasser per år"),
    ],
)
def test_a_thing_without_a_name_is_called_by_what_it_says(
    programme: Visitor, address: str, title: str
) -> None:
    assert f"{title}</h1>" in programme.get(address).text.replace("\xa0", " ")


def test_an_agreement_says_whether_it_exists_and_lists_parties_before_others(
    programme: Visitor,
) -> None:
    text = programme.read("/page/agreement/partnerskapet")
    assert "Tilstand Avtalen finnes." in text
    assert "Signert juni 2018" in text
    roles = text.partition("Parter og andre roller 3")[2]
    order = [roles.index(name) for name in ("Bykommunen part", "Regionrådet part", "Gamle")]
    assert order == sorted(order)
    planned = programme.read("/page/agreement/intensjonen")
    assert "Tilstand Avtalen er under arbeid og ikke inngått." in planned
    assert "Avtaler 1" in programme.read("/page/actor/kommunen")


def test_a_person_is_shown_for_a_public_role_and_until_a_day(programme: Visitor) -> None:
    text = programme.read("/page/person/kari")
    assert "Vises til 31. desember 2030 Mennesker er bare med i offentlige roller" in text
    assert "Har ansvar for 1" in text
    assert "prosjektleder Byprosjektet Nye Utvikling Kilde: Sluttrapport, linje 41" in text
    assert "Vises til uten frist" in programme.read("/page/person/ola")
    assert "Kari Nordmann prosjektleder" in programme.read("/page/initiative/prosjektet")
    assert "Ansatte med ansvar 1" in programme.read("/page/actor/nye")
    assert "Kari Nordmann" in programme.read("/search?kind=person")


def test_money_says_its_unit_its_parts_and_that_nobody_is_told_to_pay(programme: Visitor) -> None:
    text = programme.read("/page/funding/rammen")
    assert "1 400 000 kroner valutaen er utledet" in text
    assert "Hvem som betaler ikke oppgitt" in text
    assert "Mottaker ikke oppgitt" in text
    assert "Deler av beløpet 1 " in text
    assert "inntil 700 000 kroner" in text
    part = programme.read("/page/funding/delen")
    assert "Del av 1 400 000 kroner til Byprosjektet (ramme)" in part
    assert "Hvem som betaler" not in part
    rate = programme.read("/page/funding/satsen")
    assert "Beløp 50 kroner per innbygger" in rate
    # The source says that somebody pays: that is not the same as saying nothing.
    assert "Hvem som betaler" not in rate
    assert "Ikke navngitt i kilden finansiør" in rate


def test_members_stand_after_who_leads(programme: Visitor) -> None:
    text = programme.read("/page/actor/radet").partition("Medlemmer og verv 3")[2]
    order = [
        text.index(one)
        for one in ("Ikke navngitt i kilden leder", "Bykommunen medlem", "Nye Utvikling observatør")
    ]
    assert order == sorted(order)
    assert "Medlemskap og verv 1" in programme.read("/page/actor/kommunen")


def test_a_place_has_codes_with_their_time(programme: Visitor) -> None:
    text = programme.read("/page/place/byen").partition("Koder 2")[2]
    assert "0403 kommunenummer til 31. desember 2019" in text
    assert "3403 kommunenummer fra 1. januar 2020" in text


def test_who_took_over_from_whom_stands_on_both_pages(programme: Visitor) -> None:
    after = programme.read("/page/actor/nye").partition("Tok over etter 1")[2]
    assert "Gamle Utvikling Nye Utvikling tar over" in after
    before = programme.read("/page/actor/gamle").partition("Etterfulgt av 1")[2]
    assert "Nye Utvikling Nye Utvikling tar over" in before


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("/page/infrastructure/terminalen", "Sted Byen"),
        ("/page/study-programme/logistikk", "Tilbyder Ikke navngitt i kilden"),
        ("/page/analysis/analysen", "Utført av Ikke navngitt i kilden"),
        ("/page/event/overtakelsen", "Gamle Utvikling før"),
        ("/page/target-group/unge", "Alder fra 20"),
        ("/page/topic/talent", "Handler om dette temaet 1"),
        ("/page/adoption/vedtatt-av-kommunen", "Vedtatt av Bykommunen"),
    ],
)
def test_other_things_show_what_they_have(programme: Visitor, address: str, says: str) -> None:
    assert says in programme.read(address)


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/page/actor/rr", "/page/actor/radet"),
        ("/page/actor/regionraadet?lang=en", "/page/actor/radet?lang=en"),
        ("/id/actor/rr", "/id/actor/radet"),
        ("/data/actor/rr.ttl", "/data/actor/radet.ttl"),
    ],
)
def test_a_former_id_leads_to_the_thing_for_good(
    programme: Visitor, address: str, location: str
) -> None:
    response = programme.get(address)
    assert (response.status_code, response.headers["Location"]) == (301, location)


def test_a_thing_tells_its_former_ids(programme: Visitor) -> None:
    text = programme.read("/page/actor/radet").partition("Tidligere id-er 2")[2]
    assert "actor:regionraadet Samme navn, sted og type." in text
    assert programme.get("/page/actor/nobody").status_code == 404


QUESTION = "Ble det 132 arbeidsplasser, eller ble det ikke målt?"


@pytest.mark.parametrize(
    "address",
    [
        "/page/result/vekst-2018",
        "/page/result/vekst-2019",
        "/page/indicator/vekst-i-aret",
        "/page/goal/arbeidsplasser",
        "/page/contradiction/hvor-mange",
    ],
)
def test_claims_stand_side_by_side_up_the_chain(programme: Visitor, address: str) -> None:
    text = programme.read(address)
    assert QUESTION in text
    claims = text.rpartition("Konflikt: Påstandene kan ikke begge være sanne.")[2]
    assert "132 i 2018 (nådd)" in claims
    assert "2019 (ikke målt)" in claims
    assert "annen påstand" not in claims


@pytest.mark.parametrize(
    "address", ["/page/identity/utvikling-eller-nye", "/page/actor/nye", "/page/actor/gamle"]
)
def test_a_judgement_can_be_a_claim(programme: Visitor, address: str) -> None:
    claims = programme.read(address).rpartition("Hvilket selskap er utviklingsselskapet?")[2]
    assert "Er Utviklingsselskapet og Nye Utvikling det samme? Usikkert" in claims
    assert "Gamle Utvikling" in claims


def test_what_may_be_the_same_is_said_on_top_and_stands_side_by_side(programme: Visitor) -> None:
    top = programme.read("/page/actor/nye").partition("Opplysninger")[0]
    assert "Kan være det samme som Utviklingsselskapet – ikke avgjort" in top
    # What is settled needs no warning.
    assert "Kan være" not in programme.read("/page/actor/gamle")
    sides = programme.read("/page/identity/utvikling-eller-nye").partition("De to side om side")[2]
    assert sides.index("Aktørgruppe Utviklingsselskapet") < sides.index("Nye Utvikling")
