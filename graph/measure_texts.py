"""What the measures of a network are called, what they say, and who defined them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from graph import measures
from graph.brokerage import bridges, effective_size, sides_by
from graph.communities import communities
from graph.names import local_name
from graph.network import Network
from graph.sectors import SECTORS

#: Value of an actor, by IRI. An actor that is not in it has no value: not measured, not zero.
Values = dict[str, float] | dict[str, int] | dict[str, str]


@dataclass(frozen=True)
class MeasureText:
    """A measure in words; texts by language, ``nb`` and ``en``."""

    key: str  #: name in addresses and files
    name: dict[str, str]
    sentence: dict[str, str]  #: what it says, in one sentence
    unit: dict[str, str]  #: empty when the value has none
    source: str  #: who defined it, as a short reference; empty for what the graph itself states
    kind: str  #: ``"number"`` or ``"category"``
    function: Callable[[Network], Values]  #: IRI to value; categories are texts
    #: The sentence for a network of actors and initiatives; empty where the measure says nothing
    #: of one.
    two_mode: dict[str, str] = field(default_factory=dict)


def _communities(network: Network) -> dict[str, str]:
    found = communities(network)
    return {iri: f"{one.number}: {one.label}" for one in found for iri in one.members}


def _types(network: Network) -> dict[str, str]:
    return {node.iri: node.type_label or local_name(node.type) for node in network.nodes}


def _sectors(network: Network) -> dict[str, str]:
    language = "nb" if network.lang == "nb" else "en"
    return {
        node.iri: SECTORS[node.sector][language] for node in network.nodes if node.sector in SECTORS
    }


def _sector_bridges(network: Network) -> dict[str, int]:
    return bridges(network, sides_by(network, "sector"))


def _places(network: Network) -> dict[str, str]:
    return {node.iri: node.place_labels[0] for node in network.nodes if node.place_labels}


_NO_UNIT = {"nb": "", "en": ""}
_ACTORS = {"nb": "aktører", "en": "actors"}
_TIES = {"nb": "bånd", "en": "ties"}

_ALL = (
    MeasureText(
        "degree",
        {"nb": "Antall bånd", "en": "Number of ties"},
        {
            "nb": "Hvor mange andre aktører aktøren har et bånd til.",
            "en": "How many other actors the actor has a tie to.",
        },
        _TIES,
        "Freeman 1979",
        "number",
        measures.degree,
        {
            "nb": "Hvor mange initiativ, avtaler og lignende aktøren er med i, og for disse hvor "
            "mange aktører som er med.",
            "en": "How many initiatives, agreements and the like the actor is in, and for these "
            "how many actors are in them.",
        },
    ),
    MeasureText(
        "weighted-degree",
        {"nb": "Samlet styrke", "en": "Total strength"},
        {
            "nb": "Summen av styrken i båndene: et initiativ med mange deltakere teller mindre "
            "for hvert bånd enn et med få.",
            "en": "The sum of the strength of the ties: an initiative of many counts less for each "
            "tie than one of few.",
        },
        _NO_UNIT,
        "Newman 2001",
        "number",
        measures.weighted_degree,
    ),
    MeasureText(
        "betweenness",
        {"nb": "Mellomposisjon", "en": "Betweenness"},
        {
            "nb": "Hvor stor del av de korteste veiene mellom andre aktører som går gjennom "
            "aktøren.",
            "en": "The share of the shortest paths between other actors that run through the "
            "actor.",
        },
        {"nb": "andel, 0–1", "en": "share, 0–1"},
        "Freeman 1977; Brandes 2001",
        "number",
        measures.betweenness,
        {
            "nb": "Hvor stor del av de korteste veiene mellom andre aktører og initiativ som går "
            "gjennom aktøren eller initiativet.",
            "en": "The share of the shortest paths between other actors and initiatives that run "
            "through the actor or the initiative.",
        },
    ),
    MeasureText(
        "closeness",
        {"nb": "Nærhet", "en": "Closeness"},
        {
            "nb": "Hvor få steg det er til de andre aktørene; 1 når alle er ett steg unna, 0 uten "
            "bånd.",
            "en": "How few steps it is to the other actors; 1 when all are one step away, 0 "
            "without ties.",
        },
        {"nb": "0–1", "en": "0–1"},
        "Freeman 1979; Wasserman & Faust 1994",
        "number",
        measures.closeness,
        {
            "nb": "Hvor få steg det er til de andre aktørene og initiativene; fra en aktør til en "
            "annen i det samme initiativet er det to.",
            "en": "How few steps it is to the other actors and initiatives; from one actor to "
            "another in the same initiative it is two.",
        },
    ),
    MeasureText(
        "eigenvector",
        {"nb": "Bånd til sentrale aktører", "en": "Ties to central actors"},
        {
            "nb": "Om aktøren har sterke bånd til aktører som selv har sterke bånd, i forhold til "
            "den høyeste; utenfor den største sammenhengende delen er verdien 0.",
            "en": "Whether the actor has strong ties to actors that have strong ties themselves, "
            "beside the highest; outside the largest connected part the value is 0.",
        },
        {"nb": "0–1", "en": "0–1"},
        "Bonacich 1987",
        "number",
        measures.eigenvector,
        {
            "nb": "Om aktøren er med i initiativ der aktører som er med i mye, er med; utenfor den "
            "største sammenhengende delen er verdien 0.",
            "en": "Whether the actor is in initiatives with actors that are in many; outside the "
            "largest connected part the value is 0.",
        },
    ),
    MeasureText(
        "constraint",
        {"nb": "Innesluttethet", "en": "Constraint"},
        {
            "nb": "Hvor mye båndene fører tilbake til de samme få; lav verdi betyr at aktøren "
            "binder sammen andre som ikke har bånd til hverandre.",
            "en": "How much the ties lead back to the same few; a low value means that the actor "
            "joins others who have no ties to each other.",
        },
        _NO_UNIT,
        "Burt 1992",
        "number",
        measures.constraint,
    ),
    MeasureText(
        "effective-size",
        {"nb": "Uavhengige bånd", "en": "Effective size"},
        {
            "nb": "Hvor mange av naboene aktøren ikke også når gjennom hverandre: antallet naboer "
            "minus båndene hver av dem i gjennomsnitt har til de andre.",
            "en": "How many of the neighbours the actor does not also reach through each other: "
            "their number less the mean number of ties that each has to the others.",
        },
        _ACTORS,
        "Burt 1992; Borgatti 1997",
        "number",
        effective_size,
    ),
    MeasureText(
        "sector-bridges",
        {"nb": "Bro mellom sektorer", "en": "Bridging sectors"},
        {
            "nb": "Hvor mange par av naboer fra hver sin sektor aktøren binder sammen uten at de "
            "to har bånd til hverandre; naboer med blandet eller ukjent sektor er ikke med.",
            "en": "How many pairs of neighbours from two sectors the actor joins that have no tie "
            "to each other; neighbours of mixed or unknown sector are not counted.",
        },
        {"nb": "par", "en": "pairs"},
        "Gould & Fernandez 1989",
        "number",
        _sector_bridges,
    ),
    MeasureText(
        "core-number",
        {"nb": "Kjernenivå", "en": "Core number"},
        {
            "nb": "Det høyeste tallet k der aktøren hører til en gruppe hvor alle har bånd til "
            "minst k av de andre i gruppen.",
            "en": "The highest number k for which the actor belongs to a set in which everybody "
            "has ties to at least k of the others in it.",
        },
        _ACTORS,
        "Seidman 1983",
        "number",
        measures.core_number,
    ),
    MeasureText(
        "community",
        {"nb": "Fellesskap", "en": "Community"},
        {
            "nb": "Gruppen av aktører som har flere bånd seg imellom enn tilfeldighet ville gitt.",
            "en": "The set of actors that have more ties among themselves than chance would give.",
        },
        _NO_UNIT,
        "Blondel et al. 2008",
        "category",
        _communities,
        {
            "nb": "Gruppen av aktører og initiativ som har flere bånd seg imellom enn tilfeldighet "
            "ville gitt.",
            "en": "The set of actors and initiatives that have more ties among themselves than "
            "chance would give.",
        },
    ),
    MeasureText(
        "type",
        {"nb": "Type aktør", "en": "Type of actor"},
        {
            "nb": "Hva slags organisasjon aktøren er, slik tabellen over aktører sier det.",
            "en": "What kind of organisation the actor is, as the table of actors says.",
        },
        _NO_UNIT,
        "",
        "category",
        _types,
        {
            "nb": "Hva slags organisasjon aktøren er, og om det ellers er et initiativ, en avtale "
            "eller penger.",
            "en": "What kind of organisation the actor is, and else whether it is an initiative, "
            "an agreement or money.",
        },
    ),
    MeasureText(
        "sector",
        {"nb": "Sektor", "en": "Sector"},
        {
            "nb": "Sektoren som typen aktør hører til; typer som kan ha både offentlige og private "
            "eiere, er blandet.",
            "en": "The sector that the type of actor belongs to; types that may have both public "
            "and private owners are mixed.",
        },
        _NO_UNIT,
        "",
        "category",
        _sectors,
        {
            "nb": "Sektoren som typen aktør hører til; initiativ har ingen sektor.",
            "en": "The sector that the type of actor belongs to; initiatives have none.",
        },
    ),
    MeasureText(
        "place",
        {"nb": "Sted", "en": "Place"},
        {
            "nb": "Stedet der aktøren har sitt sete, eller som den opptrer for; mange aktører har "
            "ikke noe oppgitt sted.",
            "en": "The place where the actor has its seat, or that it acts for; for many actors no "
            "place is stated.",
        },
        _NO_UNIT,
        "",
        "category",
        _places,
        {
            "nb": "Stedet der aktøren har sitt sete, eller som den opptrer for; initiativ er uten "
            "sted her.",
            "en": "The place where the actor has its seat, or that it acts for; initiatives are "
            "without place here.",
        },
    ),
)
#: Every measure that a drawing can be sized or coloured by, in the order of menus.
MEASURES: dict[str, MeasureText] = {one.key: one for one in _ALL}
