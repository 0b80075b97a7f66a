"""What a search is narrowed by: in the address, and as links with counts on the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _

from graph.facets import FacetTable
from graph.names import alphabetical
from ontology.errors import ParameterError
from ontology.iri_policy import CONCEPT, thing
from ontology.namespaces import SAMSPILL_NS
from webapp import day_of_thing
from webapp.asof import as_of
from webapp.day_of_thing import ALL, PARAMETER
from webapp.holdings import BEFORE_OLDEST, OLDEST_YEAR, UNDATED, Holdings
from webapp.kept import FEW, Kept
from webapp.kinds import CLASS_OF_KIND, choose_a_kind, kind_name
from webapp.site import OpenSnapshot
from webapp.telling_apart import shared, with_type
from webapp.texts import number

#: In the order of the page; these are names in addresses too.
FACETS = ("kind", "type", "place", "period", "topic", "source", "modality")
VIEWS = ("list", "table", "cards")
#: Facets whose values are things of that kind, by id.
_THINGS = {"place", "topic", "source"}
#: Values that stand open; the others are folded, and those after `_MOST` are only counted.
_OPEN = {"kind": 10, "type": 6, "period": 8, "modality": 8}
_OPEN_ELSE = 6
_MOST = 60
_THOUSAND = 1000


@dataclass(frozen=True)
class Asked:
    """What somebody asked the search for."""

    q: str = ""
    choice: tuple[tuple[str, str], ...] = ()  #: facet and value, in the order of `FACETS`
    view: str = VIEWS[0]
    page: int = 1
    unfolded: str = ""  #: the facet that shows all its values, in alphabetical order
    every_time: bool = False  #: also what was not there on the day of the view

    @property
    def chosen(self) -> dict[str, str]:
        """The value of each facet that is narrowed by."""
        return dict(self.choice)

    def having(self, facet: str, value: str | None) -> Asked:
        """Give the same with one facet chosen anew, or left open, from the first page on."""
        chosen = {**self.chosen, facet: value}
        choice = tuple((name, one) for name in FACETS if (one := chosen.get(name)))
        return replace(self, choice=choice, page=1, unfolded="")

    def url(self, path: str = "/search", page: int = 1) -> str:
        """Give the address; a file of all hits has no page and no view."""
        args = {"q": self.q, **self.chosen, PARAMETER: ALL if self.every_time else ""}
        if path == "/search":
            args["view"] = self.view if self.view != VIEWS[0] else ""
            args["page"] = str(page) if page > 1 else ""
            args["all"] = self.unfolded
        query = urlencode({name: value for name, value in args.items() if value}, safe="/")
        return f"{path}?{query}" if query else path


def asked(page: int = 1) -> Asked:
    """Read what the address asks for, except whether the values exist."""
    view = request.args.get("view", "").strip() or VIEWS[0]
    if view not in VIEWS:
        raise _refused("view", view, VIEWS)
    choice = tuple(
        (facet, value) for facet in FACETS if (value := request.args.get(facet, "").strip())
    )
    kind = dict(choice).get("kind")
    if kind and kind not in CLASS_OF_KIND:
        raise ParameterError("kind", kind, choose_a_kind(CLASS_OF_KIND))
    unfolded = request.args.get("all", "").strip()
    if unfolded and unfolded not in FACETS:
        raise _refused("all", unfolded, FACETS)
    # Without a day all times are shown anyway.
    every_time = as_of() is not None and day_of_thing.every_time()
    return Asked(request.args.get("q", "").strip(), choice, view, page, unfolded, every_time)


def check(choice: dict[str, str], table: FacetTable) -> None:
    """Refuse a value that nothing in the snapshot has."""
    for facet, value in choice.items():
        # A kind is known by its name, whether or not there is anything of it.
        if facet != "kind" and value not in table.values.get(facet, {}):
            raise ParameterError(
                facet,
                value,
                {
                    "nb": "ingenting i denne utgaven av dataene har verdien; velg en på søkesiden",
                    "en": "nothing in this edition of the data has the value; "
                    "choose one on the search page",
                },
            )


def _refused(name: str, value: str, known: tuple[str, ...]) -> ParameterError:
    names = ", ".join(known)
    return ParameterError(
        name, value, {"nb": f"velg en av {names}", "en": f"choose one of {names}"}
    )


def modality_iri(code: str) -> str:
    """Give the IRI of a modality."""
    return f"{CONCEPT}modality/{code}"


def facet_title(facet: str) -> str:
    """Give the heading of a facet."""
    return {
        "kind": _("Kategori"),
        "type": _("Type"),
        "place": _("Sted"),
        "period": _("Periode"),
        "topic": _("Tema"),
        "source": _("Kilde"),
        "modality": _("Faktisk eller planlagt"),
    }[facet]


def facet_note(facet: str) -> str:
    """Say how a facet counts, where that is not plain."""
    return {
        "place": _("Det som ligger der, gjelder for stedet eller har en deltaker derfra."),
        "period": _("Egne datoer, ellers datoene til relasjonene."),
        "source": _("Dokumenter som opplysningene kommer fra."),
    }.get(facet, "")


def value_text(
    snapshot: OpenSnapshot, held: Holdings, facet: str, value: str, language: str
) -> tuple[str, str | None]:
    """Give what a value is called, and the language where it is not that of the page."""
    if facet == "kind":
        return kind_name(value), None
    if facet == "period":
        return period_text(value), None
    if facet in _THINGS:
        iri = thing(facet, value)
        text, other = held.title(iri, language)
        if text in _shared_names(snapshot, held, facet, language):
            text = with_type(text, snapshot.terms.label(held.things[iri].type, language))
        return text, other
    if facet == "modality":
        label = snapshot.terms.label(modality_iri(value), language)
    else:
        iri = CONCEPT + value if "/" in value else SAMSPILL_NS + value
        label = snapshot.terms.label(iri, language)
    return label[:1].upper() + label[1:], None


_SHARED = Kept[set[str]](FEW)


def _shared_names(snapshot: OpenSnapshot, held: Holdings, facet: str, language: str) -> set[str]:
    """Give the names that several values of a facet bear: a town and its municipality."""

    def make() -> set[str]:
        values = held.table.values.get(facet, {})
        return shared(held.title(thing(facet, value), language)[0] for value in values)

    return _SHARED.of(snapshot, (facet, language), make)


def period_text(value: str) -> str:
    """Write a period of the facet."""
    if value == UNDATED:
        return _("Uten årstall")
    if value == BEFORE_OLDEST:
        return _("Før %(year)s", year=OLDEST_YEAR)
    return value.replace("-", "–")


def groups(
    snapshot: OpenSnapshot,
    held: Holdings,
    asked: Asked,
    counts: dict[str, dict[str, int]],
    total: int,
    language: str,
) -> list[dict[str, object]]:
    """Give the facets as the page shows them: links with counts, the chosen one marked."""
    found: list[dict[str, object]] = []
    for facet in FACETS:
        counted = counts.get(facet, {})
        # One value that all have narrows nothing.
        if facet not in asked.chosen and set(counted.values()) <= {total} and len(counted) < 2:
            continue
        texts = {one: value_text(snapshot, held, facet, one, language) for one in counted}
        order = _order(facet, counted, asked.chosen.get(facet), texts)
        open_, most = _OPEN.get(facet, _OPEN_ELSE), _MOST
        if facet == asked.unfolded:
            order = sorted(order, key=lambda one: (alphabetical(texts[one][0]), one))
            open_ = most = len(order)
        # Nobody should have to unfold two.
        elif len(order) <= open_ + 2:
            open_ = len(order)
        links = [_link(asked, facet, one, texts[one], counted[one]) for one in order[:most]]
        found.append(
            {
                "id": facet,
                "title": facet_title(facet),
                "note": facet_note(facet),
                "values": links[:open_],
                "more": links[open_:],
                "all_url": None if len(order) == len(links) else _all_url(asked, facet),
                "total": len(order),
            }
        )
    return found


def _all_url(asked: Asked, facet: str) -> str:
    return f"{replace(asked, unfolded=facet).url()}#facet-{facet}"


def _order(
    facet: str,
    counts: dict[str, int],
    chosen: str | None,
    texts: dict[str, tuple[str, str | None]],
) -> list[str]:
    if facet == "kind":
        return [kind for kind in CLASS_OF_KIND if kind in counts]
    if facet == "period":
        # The newest first, then what is old and what has no year.
        last = [one for one in (BEFORE_OLDEST, UNDATED) if one in counts]
        return [*sorted(counts.keys() - set(last), reverse=True), *last]
    return sorted(
        counts, key=lambda one: (one != chosen, -counts[one], alphabetical(texts[one][0]), one)
    )


def _link(
    asked: Asked, facet: str, value: str, text: tuple[str, str | None], count: int
) -> dict[str, object]:
    current = asked.chosen.get(facet) == value
    return {
        "text": text[0],
        "lang": text[1],
        # The numbers that need no space are most, and are written at once.
        "count": str(count) if count < _THOUSAND else number(count),
        "current": current,
        "url": asked.having(facet, None if current else value).url(),
    }


def chosen_links(
    snapshot: OpenSnapshot, held: Holdings, asked: Asked, language: str
) -> list[dict[str, object]]:
    """Give what is chosen, each with the address that leaves it open again."""
    links: list[dict[str, object]] = []
    for facet, value in asked.choice:
        text, other = value_text(snapshot, held, facet, value, language)
        url = asked.having(facet, None).url()
        links.append({"facet": facet_title(facet), "text": text, "lang": other, "url": url})
    return links
