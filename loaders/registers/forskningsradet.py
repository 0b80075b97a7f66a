"""Grants from the EU's framework programmes, as Forskningsrådet publishes them.

One row is one organisation's part in one project; what is said of the project and of the
organisation is repeated on each of its rows. The columns are those of the file of January 2022
(``datasets/bevilgningereu`` of ``Forskningsradet/open-data``: 44 columns, ``;``, UTF-8).

An amount such as ``626199.99999984`` is a sum of decimal fractions that a program kept as binary
floating point: nobody granted eight decimals. Amounts are therefore rounded to cents, halves up,
and nothing else is rounded. Municipality numbers lack their leading zero in the source (``301``
is 0301, Oslo) and get it back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from loaders.ids import slug
from loaders.registers.reading import BadRow, Record, Register, Row, Unreadable, table
from loaders.tables import RDF_TYPE, RDFS_LABEL
from loaders.values import organisation_number_is_valid
from ontology.iri_policy import thing
from ontology.namespaces import PREFIXES, Samspill

_FRAMEWORK = "Rammeprogram"
_NUMBER = "Prosjektnr"
_TITLE = "Prosjektnavn"
_UNIT = "Organisasjonsnummer"
_NAME = "Organisasjonsnavn"
_ROLE = "Organisasjon rolle"
_FINANCIAL_ROLE = "Organisasjon finansiell rolle"
_PLACE_IN_PROJECT = "Deltakernr"
_AMOUNT = "Innvilget beløp organisasjon EUR"
_MUNICIPALITY = "Adresse kommunenummer"
_DURATION = "Varighet måneder"

# Without these a row says nothing that can be kept apart from other rows.
_NEEDED = (_FRAMEWORK, _NUMBER, _TITLE, _UNIT, _NAME, _ROLE, _PLACE_IN_PROJECT, _AMOUNT)
_PROJECT_TEXTS = {
    "Prosjektkortnavn": Samspill.acronym,
    "Program kode (H2020)": Samspill.programmeCode,
    "Program (H2020)": Samspill.programmeName,
    "Utlysnings-id": Samspill.call,
    "Topic kode": Samspill.callTopic,
    "Søknadstype": Samspill.actionType,
    "Kontraktstatus": Samspill.contractStatus,
}
_PROJECT_DAYS = {
    "Kontrakt signeringsdato": Samspill.contractSigned,
    "Kontrakt startdato": Samspill.startDate,
    "Kontrakt sluttdato": Samspill.endDate,
}
_SECTOR = "FoU sektor"
_WANTED = (*_PROJECT_TEXTS, *_PROJECT_DAYS, _DURATION, _FINANCIAL_ROLE, _MUNICIPALITY, _SECTOR)

_DATE = NamedNode(PREFIXES["xsd"] + "date")
_DECIMAL = NamedNode(PREFIXES["xsd"] + "decimal")
_INTEGER = NamedNode(PREFIXES["xsd"] + "integer")

_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})(?: \d{2}:\d{2})?\Z", re.ASCII)
_PLAIN_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\Z", re.ASCII)
_DIGITS = re.compile(r"\d+\Z", re.ASCII)
_CODE = re.compile(r"\d{3,4}\Z", re.ASCII)
_CENT = Decimal("0.01")

#: What a row says of one thing: the column, the property and the value.
Facts = tuple[tuple[str, NamedNode, NamedNode | Literal], ...]


@dataclass(frozen=True)
class _Grant:
    """One readable row: what it says of the project, the organisation and its part."""

    line: int
    project: NamedNode
    unit: NamedNode
    participation: NamedNode
    of_project: Facts
    of_unit: Facts
    of_participation: Facts

    def triples(self) -> Iterator[Triple]:
        """Give every statement of the row, also those that other rows repeat."""
        for subject, facts in (
            (self.project, self.of_project),
            (self.unit, self.of_unit),
            (self.participation, self.of_participation),
        ):
            for _, predicate, value in facts:
                yield Triple(subject, predicate, value)


def read(path: Path, day: str) -> Iterator[Record | BadRow]:
    """Read the file of EU grants.

    Parameters
    ----------
    path : Path
        The file, plain or gzip; columns are found by name.
    day : str
        The date of the file; not used, since each contract has its own dates.

    Yields
    ------
    Record or BadRow
        One a row, in the order of the file. A statement about a project or an organisation stands
        in the first record that makes it. All statements together are the same whatever the order
        of the rows: where rows of one project disagree about it, or two rows tell differently of
        the same part of it, each of these rows is bad, not only the later ones.

    Raises
    ------
    RegisterFileError
        If the file has another form.

    Notes
    -----
    A participation is known by framework programme, project, participant number, organisation
    number and financial role: one organisation may be in a project twice, and a third party may
    share the number of the participant it belongs to.
    """
    readable: list[_Grant] = []
    found: dict[int, Record | BadRow] = {}
    for row in table(path, _NEEDED, _WANTED):
        if isinstance(row, BadRow):
            found[row.line] = row
            continue
        try:
            readable.append(_grant(row))
        except Unreadable as error:
            found[row.line] = BadRow(row.line, error.reason)
    bad = {fault.line: fault for fault in (*_disagreeing(readable), *_repeated(readable))}
    given: set[Triple] = set()
    for grant in readable:
        if grant.line in bad:
            found[grant.line] = bad[grant.line]
            continue
        fresh = [triple for triple in dict.fromkeys(grant.triples()) if triple not in given]
        given.update(fresh)
        found[grant.line] = Record(grant.line, tuple(fresh))
    for line in sorted(found):
        yield found[line]


def _grant(row: Row) -> _Grant:
    cells = row.cells
    framework = slug(cells[_FRAMEWORK])
    if not framework:
        raise _unreadable(cells, _FRAMEWORK, "er tomt.", "is empty.")
    number = _matched(cells, _NUMBER, _DIGITS, "er ikke et prosjektnummer.", "is no grant number.")
    place = _matched(
        cells, _PLACE_IN_PROJECT, _DIGITS, "er ikke et helt tall.", "is not a whole number."
    )
    organisation = cells[_UNIT]
    if not organisation_number_is_valid(organisation):
        raise _unreadable(
            cells,
            _UNIT,
            "er ikke ni sifre med riktig kontrollsiffer.",
            "is not nine digits with the right check digit.",
        )
    for column in (_TITLE, _NAME, _ROLE):
        if not cells[column]:
            raise _unreadable(cells, column, "er tomt.", "is empty.")
    parts = (framework, number, place, organisation, slug(cells[_FINANCIAL_ROLE]))
    project = NamedNode(thing("registered-project", f"{framework}-{number}"))
    unit = NamedNode(thing("registered-unit", organisation))
    return _Grant(
        row.line,
        project,
        unit,
        NamedNode(thing("registered-participation", "-".join(filter(None, parts)))),
        tuple(_project_facts(cells, number)),
        tuple(_unit_facts(cells)),
        tuple(_participation_facts(cells, project, unit, place)),
    )


def _project_facts(
    cells: Mapping[str, str], number: str
) -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
    yield _NUMBER, RDF_TYPE, Samspill.RegisteredProject
    yield _NUMBER, Samspill.projectNumber, Literal(number)
    yield _FRAMEWORK, Samspill.frameworkProgramme, Literal(cells[_FRAMEWORK])
    # The EU gives the titles in English; the file has no other.
    yield _TITLE, RDFS_LABEL, Literal(cells[_TITLE], language="en")
    for column, predicate in _PROJECT_TEXTS.items():
        if cells[column]:
            yield column, predicate, Literal(cells[column])
    for column, predicate in _PROJECT_DAYS.items():
        if cells[column]:
            yield column, predicate, Literal(_iso_day(column, cells[column]), datatype=_DATE)
    if cells[_DURATION]:
        months = _matched(
            cells, _DURATION, _DIGITS, "er ikke et helt tall.", "is not a whole number."
        )
        yield _DURATION, Samspill.durationMonths, Literal(str(int(months)), datatype=_INTEGER)


def _unit_facts(
    cells: Mapping[str, str],
) -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
    yield _UNIT, RDF_TYPE, Samspill.RegisteredUnit
    yield _UNIT, Samspill.organisationNumber, Literal(cells[_UNIT])
    yield _NAME, RDFS_LABEL, Literal(cells[_NAME])
    if cells[_MUNICIPALITY]:
        code = _matched(
            cells, _MUNICIPALITY, _CODE, "er ikke et kommunenummer.", "is no municipality number."
        )
        yield _MUNICIPALITY, Samspill.municipalityNumber, Literal(code.zfill(4))
    if cells[_SECTOR]:
        yield _SECTOR, Samspill.researchSector, Literal(cells[_SECTOR], language="nb")


def _participation_facts(
    cells: Mapping[str, str], project: NamedNode, unit: NamedNode, place: str
) -> Iterator[tuple[str, NamedNode, NamedNode | Literal]]:
    yield _UNIT, RDF_TYPE, Samspill.RegisteredParticipation
    yield _NUMBER, Samspill.registeredProject, project
    yield _UNIT, Samspill.participatingUnit, unit
    yield _PLACE_IN_PROJECT, Samspill.participantNumber, Literal(str(int(place)), datatype=_INTEGER)
    yield _ROLE, Samspill.roleInProject, Literal(cells[_ROLE])
    if cells[_FINANCIAL_ROLE]:
        yield _FINANCIAL_ROLE, Samspill.financialRole, Literal(cells[_FINANCIAL_ROLE])
    if cells[_AMOUNT]:
        yield _AMOUNT, Samspill.awardedAmountEur, _cents(cells[_AMOUNT])


def _cents(value: str) -> Literal:
    if not _PLAIN_AMOUNT.match(value):
        raise Unreadable(
            _AMOUNT, value, "er ikke et beløp uten mellomrom.", "is not an amount without blanks."
        )
    amount = Decimal(value.replace(",", ".")).quantize(_CENT, ROUND_HALF_UP)
    return Literal(format(amount, "f"), datatype=_DECIMAL)


def _iso_day(column: str, value: str) -> str:
    match = _DAY.match(value)
    try:
        if match:
            day, month, year = map(int, match.groups())
            return date(year, month, day).isoformat()
    except ValueError:
        pass
    raise Unreadable(
        column, value, "er ikke en dato på formen DD.MM.ÅÅÅÅ.", "is not a date as DD.MM.YYYY."
    )


def _matched(cells: Mapping[str, str], column: str, form: re.Pattern[str], nb: str, en: str) -> str:
    if not form.match(cells[column]):
        raise _unreadable(cells, column, nb, en)
    return cells[column]


def _unreadable(cells: Mapping[str, str], column: str, nb: str, en: str) -> Unreadable:
    return Unreadable(column, cells[column], nb, en)


def _disagreeing(grants: list[_Grant]) -> Iterator[BadRow]:
    """Find the rows of projects that are told of differently."""
    by_project: dict[NamedNode, list[_Grant]] = defaultdict(list)
    for grant in grants:
        by_project[grant.project].append(grant)
    for same in by_project.values():
        if len({grant.of_project for grant in same}) == 1:
            continue
        told = [{(column, value) for column, _, value in grant.of_project} for grant in same]
        odd = told[0].union(*told) - told[0].intersection(*told)
        columns = ", ".join(sorted({column for column, _ in odd}))
        lines = ", ".join(str(grant.line) for grant in same)
        for grant in same:
            yield BadRow(
                grant.line,
                {
                    "nb": f"radene til prosjektet (linje {lines}) er uenige om: {columns}.",
                    "en": f"the rows of the project (lines {lines}) disagree about: {columns}.",
                },
            )


def _repeated(grants: list[_Grant]) -> Iterator[BadRow]:
    """Find rows that tell of the same part of a project: copies, or all of them if they differ."""
    by_part: dict[NamedNode, list[_Grant]] = defaultdict(list)
    for grant in grants:
        by_part[grant.participation].append(grant)
    for same in by_part.values():
        copies = len({(grant.of_participation, grant.of_unit) for grant in same}) == 1
        lines = ", ".join(str(grant.line) for grant in same)
        for grant in same[1:] if copies else same if len(same) > 1 else ():
            yield BadRow(
                grant.line,
                {
                    "nb": f"samme deltakelse står på flere linjer ({lines})"
                    + (" med samme innhold." if copies else " med ulikt innhold."),
                    "en": f"the same participation stands on several lines ({lines})"
                    + (" with the same content." if copies else " with different content."),
                },
            )


REGISTER = Register(
    name="forskningsradet",
    title={
        "nb": "Forskningsrådet: bevilgninger fra EU til norske deltakere",
        "en": "Research Council of Norway: EU grants to Norwegian participants",
    },
    publisher="Norges forskningsråd",
    licence="",
    source_url="https://github.com/Forskningsradet/open-data/tree/master/datasets/bevilgningereu",
    read=read,
)
