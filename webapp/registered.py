"""What registers say: of an actor, by its organisation number, and of a unit on its own page."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask_babel import gettext as _
from pyoxigraph import NamedNode

from graph.binding import Term
from ontology.iri_policy import concept
from ontology.namespaces import SAMSPILL_NS
from webapp import texts
from webapp.datasets import Dataset, datasets
from webapp.incoming import Incoming
from webapp.records import LABEL, Record, Records
from webapp.site_queries import site_query

UNIT = "RegisteredUnit"
_JOINED = SAMSPILL_NS + "registeredUnit"
#: The order of the lines. A false bankruptcy is told as well: it is an answer.
_LINES = (
    *("organisationNumber", "organisationForm", "municipalityNumber", "industryCode"),
    *("sectorCode", "employees", "founded", "bankrupt", "beingWoundUp", "deletedFromRegister"),
    "parentUnit",
)


@dataclass
class FromRegister:
    """What one dataset says of one unit."""

    dataset: Dataset
    unit: Record
    key: str
    heading: str  #: register and date
    facts: list[dict[str, object]] = field(default_factory=list)


def of_actor(records: Records, actor: Record) -> list[FromRegister]:
    """Give what each dataset says of the units that have the actor's organisation number."""
    units = sorted(term.value for term in actor.all("registeredUnit"))
    return _of_units(records, units, named=True)


def of_unit(records: Records, unit: Record) -> list[FromRegister]:
    """Give what each dataset says of a unit."""
    return _of_units(records, [unit.iri], named=False)


def actors_of(records: Records, incoming: list[Incoming]) -> list[dict[str, object]]:
    """Give the line with the actors of the tables that have the unit's number, if there are any."""
    iris = sorted({one.iri for one in incoming if one.link == _JOINED})
    if not iris:
        return []
    records.load(iris)
    mark = {"rule": _("samme organisasjonsnummer")}
    cells = [records.cell(NamedNode(iri)) for iri in iris]
    return [_line(_("Aktør i Samspill"), cells, mark)]


def warnings(found: list[FromRegister]) -> list[str]:
    """Tell in plain words what ends a unit: deleted, bankrupt, or being wound up."""
    told = []
    for one in found:
        said = {"register": one.heading, "name": one.unit.one(LABEL)}
        deleted = one.unit.one("deletedFromRegister")
        if deleted:
            day = texts.day(deleted)
            told.append(_("%(name)s ble slettet %(day)s, ifølge %(register)s.", day=day, **said))
        if one.unit.one("bankrupt") == "true":
            told.append(_("%(name)s er konkurs, ifølge %(register)s.", **said))
        if one.unit.one("beingWoundUp") == "true":
            told.append(_("%(name)s er under avvikling, ifølge %(register)s.", **said))
    return told


def _of_units(records: Records, units: list[str], *, named: bool) -> list[FromRegister]:
    if not units:
        return []
    known = datasets(records.snapshot)
    said: dict[tuple[str, str], Record] = {}
    nodes = [NamedNode(iri) for iri in units]
    for row in records.snapshot.reader.select(site_query("statements"), {"thing": nodes}):
        graph_name, iri = row["graph"].value, row["thing"].value
        if graph_name in known:
            record = said.setdefault((graph_name, iri), Record(iri))
            record.statements[row["property"].value].append(row["value"])
    # The newest first, where a register has been loaded with two dates.
    order = sorted(said, key=lambda pair: pair[1])
    order.sort(key=lambda pair: known[pair[0]].date, reverse=True)
    records.load({iri for record in said.values() for iri in record.things()}, depth=1)
    return [
        _from_register(records, known[pair[0]], said[pair], number, named=named)
        for number, pair in enumerate(order, start=1)
    ]


def _from_register(
    records: Records, dataset: Dataset, unit: Record, number: int, *, named: bool
) -> FromRegister:
    mark = dataset.mark(records.language)
    made = FromRegister(dataset, unit, f"register-{number}", str(mark["document"]))
    if named:
        own: dict[str, object] = {"text": unit.one(LABEL), "url": records.url(unit.iri)}
        made.facts.append(_line(_("Navn i registeret"), [own], mark))
    for name in _LINES:
        if unit.all(name):
            label = records.snapshot.terms.label(SAMSPILL_NS + name, records.language)
            cells = [_cell(records, name, term) for term in unit.all(name)]
            made.facts.append(_line(label[:1].upper() + label[1:], cells, mark))
    return made


def _cell(records: Records, name: str, term: Term) -> dict[str, object]:
    if name == "organisationForm":
        full = _form(term.value)
        return {"text": f"{term.value} – {full}" if full else term.value}
    if name == "municipalityNumber":
        iri = concept("municipality-number", term.value)
        known = iri in records.snapshot.terms.labels
        return {"text": records.text(iri) if known else term.value}
    return records.cell(term)


def _form(code: str) -> str:
    """Give the name of a legal form; a code that is not here stands alone."""
    return {
        "ANS": _("ansvarlig selskap"),
        "AS": _("aksjeselskap"),
        "ASA": _("allmennaksjeselskap"),
        "BEDR": _("underenhet"),
        "BRL": _("borettslag"),
        "DA": _("ansvarlig selskap med delt ansvar"),
        "ENK": _("enkeltpersonforetak"),
        "FKF": _("fylkeskommunalt foretak"),
        "FLI": _("forening, lag eller innretning"),
        "FYLK": _("fylkeskommune"),
        "IKS": _("interkommunalt selskap"),
        "KF": _("kommunalt foretak"),
        "KOMM": _("kommune"),
        "NUF": _("norskregistrert utenlandsk foretak"),
        "ORGL": _("organisasjonsledd"),
        "SA": _("samvirkeforetak"),
        "SF": _("statsforetak"),
        "STAT": _("staten"),
        "STI": _("stiftelse"),
    }.get(code, "")


def _line(label: str, cells: list[dict[str, object]], mark: dict[str, object]) -> dict[str, object]:
    return {"label": label, "values": [{**cell, "sources": [mark]} for cell in cells]}
