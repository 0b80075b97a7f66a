"""What a register says is shown beside what the documents say, never as if they said it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from loaders.build import Recipe, build
from loaders.registers import REGISTERS
from loaders.registers.dataset import read_datasets
from loaders.registers.importing import import_file
from queries import catalogue
from tests.loaders.conftest import write_tables
from tests.webapp.conftest import Visitor, close
from tests.webapp.region import REGION
from webapp import create_app
from webapp.settings import Settings

SAMPLES = Path(__file__).parents[1] / "data" / "registers"
#: A municipality that lives, a company that is bankrupt, and one that has been deleted.
NUMBERS = {"hamar": "900000014", "farlig": "900000030", "radet": "900000049"}


def site_with(folder: Path, *names: str) -> Flask:
    """Build the region with two dates of the register, or one, and give its site."""
    actors = [{**row, "orgnr": NUMBERS.get(row["id"], "")} for row in REGION["actors"]]
    data = write_tables(folder / "data", {**REGION, "actors": actors})
    register = REGISTERS["enhetsregisteret"]
    import_file(register, SAMPLES / "enheter.json", folder / "enheter", date="2025-06-01")
    unstated = replace(register, licence="")
    import_file(unstated, SAMPLES / "enheter.csv", folder / "enheter-for", date="2024-06-01")
    datasets = read_datasets([folder / name for name in names])
    recipe = Recipe(data, catalogue.rules(), catalogue.checks(), datasets=datasets)
    build(recipe, folder / "snapshots")
    settings = Settings(snapshots=folder / "snapshots", watch_seconds=0, log_requests=False)
    return create_app(settings)


@pytest.fixture(scope="module")
def with_register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    made = site_with(tmp_path_factory.mktemp("register"), "enheter")
    yield made
    close(made)


@pytest.fixture
def reader(with_register: Flask) -> Visitor:
    return Visitor(with_register.test_client())


def test_an_actors_page_shows_the_unit_with_register_date_and_licence_beside(
    reader: Visitor,
) -> None:
    text = reader.read("/page/actor/hamar").partition("Fra registre ")[2]
    source = "Kilde: Enhetsregisteret, 1. juni 2025 · lisens: NLOD 2.0"
    for line in (
        "Navn i registeret HAMAR PRØVEKOMMUNE",
        "Organisasjonsform KOMM – kommune",
        "Kommunenummer 3403 Hamar",
        "Næringskode 84.110",
        "Ansatte 2 500",
        "Stiftet 1. januar 1838",
        "Konkurs nei",
        "Under avvikling nei",
    ):
        assert f"{line} {source}" in text, line
    assert "De er koblet til aktøren med organisasjonsnummeret." in text
    page = reader.get("/page/actor/hamar").text
    assert 'href="https://data.norge.no/nlod/no/2.0"' in page
    assert 'href="/page/registered-unit/900000014"' in page
    assert "Viktig fra registeret" not in page


def test_the_documents_facts_hold_nothing_of_the_register(reader: Visitor) -> None:
    own = reader.read("/page/actor/hamar").partition("Fra registre ")[0]
    assert "Organisasjonsnummer 900000014 Kilde: Regional plan" in own.replace(" 900 000 014", "")
    assert "Enhetsregisteret" not in own


@pytest.mark.parametrize(
    ("actor", "told"),
    [
        (
            "farlig",
            "Viktig fra registeret "
            "Prøvebedriften AS er konkurs, ifølge Enhetsregisteret, 1. juni 2025. "
            "Prøvebedriften AS er under avvikling, ifølge Enhetsregisteret, 1. juni 2025.",
        ),
        (
            "radet",
            "Viktig fra registeret SLETTET PRØVE AS ble slettet 1. mars 2024, ifølge "
            "Enhetsregisteret, 1. juni 2025.",
        ),
    ],
)
def test_a_unit_that_is_deleted_or_bankrupt_is_plainly_told_on_both_pages(
    reader: Visitor, actor: str, told: str
) -> None:
    assert told in reader.read(f"/page/actor/{actor}")
    assert told in reader.read(f"/page/registered-unit/{NUMBERS[actor]}")


def test_an_actor_without_a_number_has_no_such_section(reader: Visitor) -> None:
    assert "Fra registre" not in reader.read("/page/actor/loten")


def test_the_page_of_a_unit_leads_to_the_actor_and_the_units_below(reader: Visitor) -> None:
    text = reader.read("/page/registered-unit/900000014")
    assert "Enhet i et register HAMAR PRØVEKOMMUNE" in text
    assert "Aktør i Samspill Hamar kommune Utledet: samme organisasjonsnummer" in text
    assert "Underliggende enheter 1 " in text
    assert "PRØVE OPPLÆRING" in text
    below = reader.read("/page/registered-unit/900000022")
    assert "Overordnet enhet HAMAR PRØVEKOMMUNE Kilde: Enhetsregisteret, 1. juni 2025" in below
    assert "Aktør i Samspill" not in below


def test_in_english_all_of_it_is_english(reader: Visitor) -> None:
    text = reader.read("/page/actor/radet?lang=en")
    assert (
        "SLETTET PRØVE AS was deleted on 1 March 2024, according to Register of legal entities "
        "(Enhetsregisteret), 1 June 2025." in text
    )
    assert "Organisation form AS – private limited company Source:" in text


def test_sources_list_the_registers_and_say_when_there_is_none(
    reader: Visitor, visitor: Visitor
) -> None:
    text = reader.read("/sources")
    assert "Enhetsregisteret Brønnøysundregistrene 1. juni 2025 NLOD 2.0 4 0 enheter" in text
    assert "Ingen registre er lest inn." in visitor.read("/sources")


def test_a_register_is_in_no_file_and_no_search_but_in_the_data_of_its_things(
    reader: Visitor,
) -> None:
    for name in ("samspill.nq", "samspill.ttl"):
        with reader.get(f"/downloads/{name}") as response:
            text = response.get_data(as_text=True)
        assert "Hamar kommune" in text
        assert "PRØVEKOMMUNE" not in text
    assert "PRØVEKOMMUNE" not in reader.read("/search?q=prøvekommune")
    assert '"HAMAR PRØVEKOMMUNE"' in reader.get("/data/registered-unit/900000014.ttl").text


def test_no_figure_of_the_front_page_counts_a_unit(reader: Visitor, visitor: Visitor) -> None:
    def figures(page: str) -> list[str]:
        return re.findall(r"key-figure__(?:value|label)\">([^<]*)", page)

    shown = figures(reader.get("/").text)
    assert "aktører" in " ".join(shown).casefold()
    assert shown == figures(visitor.get("/").text)


def test_two_dates_of_a_register_stand_apart_the_newest_first(tmp_path: Path) -> None:
    app = site_with(tmp_path, "enheter-for", "enheter")
    try:
        text = Visitor(app.test_client()).read("/page/actor/farlig")
        listed = Visitor(app.test_client()).read("/sources")
    finally:
        close(app)
    newest = text.index("Konkurs ja Kilde: Enhetsregisteret, 1. juni 2025 · lisens: NLOD 2.0")
    older = text.index("Konkurs ja Kilde: Enhetsregisteret, 1. juni 2024 · lisens: ikke oppgitt")
    assert newest < older
    assert "1. juni 2024 ikke oppgitt 4 0 enheter-for" in listed
