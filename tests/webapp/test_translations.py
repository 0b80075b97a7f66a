"""Every text of the pages has English, and no page mixes the languages."""

import io
import re

import pytest

from tests.webapp.conftest import Visitor, words
from webapp import translating


def test_every_text_of_the_pages_is_translated() -> None:
    wanted = {message.id for message in translating.extract() if message.id}
    catalogue = translating.read()
    kept = {message.id for message in catalogue if message.id}
    assert wanted == kept, "run python -m webapp.translating"
    assert translating.untranslated(catalogue) == []


def test_texts_are_found_wherever_they_stand() -> None:
    module = b"""
line = f"{_('Ingen verdi')} ({number(3)})"
more = [f"{ngettext('%(num)s rad', '%(num)s rader', 2)}"]
other = not_a_text('Noe annet')
"""
    found = translating.python_texts(io.BytesIO(module), {"_": None, "ngettext": (1, 2)}, (), {})
    assert [text for _line, _name, text, _comments in found] == [
        "Ingen verdi",
        ("%(num)s rad", "%(num)s rader"),
    ]


def test_a_text_that_no_catalogue_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="what"):
        list(translating.python_texts(io.BytesIO(b"_(what)"), {"_": None}, (), {}))


def test_the_compiled_catalogue_is_that_of_the_readable_one() -> None:
    compiled = translating.CATALOGUE.with_suffix(".mo").read_bytes()
    assert compiled == translating.compiled(translating.read())
    assert translating.CATALOGUE.read_bytes() == translating.readable(translating.read())


def test_translations_keep_the_placeholders() -> None:
    def names(text: object) -> set[str]:
        joined = " ".join(text) if isinstance(text, tuple) else str(text)
        return set(re.findall(r"%\((\w+)\)s", joined))

    for message in translating.read():
        assert names(message.id) == names(message.string), message.id


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/search?q=tiltak",
        "/search?kind=initiative&view=table",
        "/page/initiative/gronn",
        "/page/source/plan",
        "/network",
        "/goals",
        "/money",
        "/money/rows",
        "/map",
        "/map?show=region&measure=population",
        "/network/missing",
        "/network/what-if?without=actor:hamar",
        "/network/pair?a=actor:hamar&b=actor:loten",
        "/network/brokers?modality=actual&modality=planned",
        "/network/evidence?edge=hamar--loten",
        "/sources",
        "/quality",
        "/sparql",
        "/downloads",
        "/changes",
        "/ontology",
        "/about",
    ],
)
def test_pages_are_norwegian_unless_english_is_asked_for(visitor: Visitor, address: str) -> None:
    joint = "&" if "?" in address else "?"
    norwegian = visitor.get(address)
    assert '<html lang="nb"' in norwegian.text
    english = visitor.get(f"{address}{joint}lang=en")
    assert '<html lang="en"' in english.text
    # The commonest words of either language tell a text that was left behind.
    assert not re.search(r"\b(the|and|with|of|which)\b", words(_prose(norwegian.text)))
    assert not re.search(r"\b(og|ikke|eller|som|det|hvem)\b", words(_prose(english.text)))


def test_the_choice_of_language_is_remembered(visitor: Visitor) -> None:
    visitor.get("/?lang=en")
    assert '<html lang="en"' in visitor.get("/about").text
    visitor.get("/?lang=nb")
    assert '<html lang="nb"' in visitor.get("/about").text


def test_an_unknown_language_is_norwegian(visitor: Visitor) -> None:
    assert '<html lang="nb"' in visitor.get("/?lang=xx").text


def test_the_switch_keeps_the_page_and_its_choices(visitor: Visitor) -> None:
    page = visitor.get("/search?q=hamar&kind=actor").text
    assert 'href="/search?q=hamar&amp;kind=actor&amp;lang=en"' in page


def test_numbers_are_written_as_in_the_language(visitor: Visitor) -> None:
    assert "700 000 kroner" in visitor.read("/page/funding/tilsagt")
    assert "NOK 700,000" in visitor.read("/page/funding/tilsagt?lang=en")


def _prose(page: str) -> str:
    """Leave out queries, data in another language that is marked as such, and addresses."""
    page = re.sub(r"<(textarea|code|pre)\b.*?</\1>", "", page, flags=re.DOTALL)
    return re.sub(r'<(\w+)[^>]* lang="(?:nb|en)"[^>]*>[^<]*</\1>', "", page)
