"""Questions to the five documents, with answers worked out from the documents by hand.

Each answer was read in the document, at the lines that stand beside the question, and not taken
from the graph. Where two readings can be defended, ``data/README.md`` says which one was chosen.
Here: look-ups, agreements, wishes and money; `questions_of_the_report` has the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

HAMAR = "source:hamar-region-case-study"
IPR = "source:hamarregionen-ipr-satsinger"
REPORT = "source:sluttrapport-byregionprogrammet"


@dataclass(frozen=True)
class Question:
    """A question, where its answer stands, the query, and the answer's rows in any order."""

    name: str
    lines: str
    query: str
    answer: set[tuple[str, ...]]


def one(*values: str) -> set[tuple[str, ...]]:
    """Give an answer of one column."""
    return {(value,) for value in values}


QUESTIONS = [
    # Look-ups.
    Question(
        "which municipalities make up the Hamar region",
        "000 L4",
        f"""SELECT ?name {{ ?part samspill:whole place:hamarregionen ; dct:source {HAMAR} ;
          samspill:part/rdfs:label ?name }}""",
        one("Hamar", "Stange", "Ringsaker", "Løten"),
    ),
    Question(
        "when was the development agency founded, and by whom",
        "000 L4: founded in 2006, nobody named",
        """SELECT ?day ?unnamed { ?event samspill:date ?day . ?part samspill:event ?event ;
          samspill:role <https://w3id.org/samspill/concept/event-role/founded> ;
          samspill:actor actor:hamar-region-development-agency .
          ?founder samspill:event ?event ;
            samspill:role <https://w3id.org/samspill/concept/event-role/founder> ;
            samspill:notNamed ?unnamed }""",
        {("2006-01-01", "actor")},
    ),
    Question(
        "what is the turnover of the agency, how exact, and in which year",
        "000 L4: approx. NOK 9,4 mill a year, no year",
        """SELECT ?value ?bound ?unit ?day { ?o samspill:measure measure:turnover ;
          samspill:subject actor:hamar-region-development-agency ;
          samspill:value ?value ; samspill:bound ?bound ; samspill:unit ?unit .
          OPTIONAL { ?o samspill:date ?day } }""",
        {("9400000", "approximate", "nok-per-year", "")},
    ),
    Question(
        "who set the goal of the most attractive inland region",
        "000 L4: the region itself, neither agency nor council",
        """SELECT ?class ?name { goal:hr-mest-attraktive-innlandsregion samspill:holder ?holder .
          ?holder a ?class ; rdfs:label ?name }""",
        {("RegionAsActor", "The Hamar region")},
    ),
    Question(
        "which age does the youth of the plan have",
        "000 L17: 15-24",
        f"""SELECT ?from ?to {{ ?group a samspill:TargetGroup ; dct:source {HAMAR} ;
          samspill:ageFrom ?from ; samspill:ageTo ?to }}""",
        {("15", "24")},
    ),
    Question(
        "which are the four T's",
        "000 L20-23",
        """SELECT ?label { ?topic
          samspill:topicScheme <https://w3id.org/samspill/concept/topic-list/four-ts> ;
          rdfs:label ?label FILTER(LANG(?label) = "en") }""",
        one("Talent", "Tolerance", "Technology", "Territorial assets"),
    ),
    Question(
        "which regions cooperate across the border, and does a council or agency take part",
        "000 L8: two regions as regions",
        f"""SELECT ?name ?class {{ ?c a samspill:Collaboration ; dct:source {HAMAR} ;
          samspill:locator "L8" ; samspill:left|samspill:right ?side .
          ?side rdfs:label ?name ; a ?class }}""",
        {("The Hamar region", "RegionAsActor"), ("Falun-Borlänge region", "RegionAsActor")},
    ),
    Question(
        "who adopted the regional plan for growth",
        "000 L8: was adopted, by nobody named",
        """SELECT ?unnamed { ?a a samspill:Adoption ;
          samspill:subject strategy:hr-regional-vekstplan ; samspill:notNamed ?unnamed }""",
        one("adopter"),
    ),
    Question(
        "how was growth before, and in 2000-2008",
        "000 L6: below the national average; population growth relatively high",
        f"""SELECT ?measure ?direction ?from ?to {{ ?o a samspill:Observation ;
          dct:source {HAMAR} ; samspill:measure ?measure ; samspill:direction ?direction .
          OPTIONAL {{ ?o samspill:startDate ?from ; samspill:endDate ?to }}
          FILTER(?measure IN (measure:growth-rate, measure:population-growth)) }}""",
        {
            ("growth-rate", "lower", "", ""),
            ("population-growth", "high", "2000-01-01", "2008-12-31"),
        },
    ),
    # Agreements in their states.
    Question(
        "who are parties to the partnership agreement, and who is its channel",
        "001 L3: municipalities and county authority; L5-6, L8-9: the regional councils",
        """SELECT ?name ?role ?modality { ?p
          samspill:agreement agreement:partnerskapsavtale-hamarregionen ;
          samspill:actor/rdfs:label ?name ; samspill:role ?role ; samspill:modality ?modality
          FILTER(LANG(?name) = "nb") }""",
        {
            ("Kommunene i Hamarregionen", "party", "actual"),
            ("Innlandet fylkeskommune", "party", "actual"),
            ("Regionrådene i Innlandet", "channel", "planned"),
            ("Regionrådene i Innlandet", "manager", "actual"),
        },
    ),
    Question(
        "who wants a regional growth agreement, through whom, and who are its parties",
        "001 L41-42: the council, through Mjøsbysamarbeidet; no party",
        """SELECT ?state ?role ?name { ?agreement
          samspill:agreementType atype:regional-growth ;
          samspill:modality ?state . ?p samspill:agreement ?agreement ; samspill:role ?role .
          OPTIONAL { ?p samspill:actor/rdfs:label ?name FILTER(LANG(?name) = "nb") } }""",
        {
            ("desired", "advocate", "Hamarregionen IPR"),
            ("desired", "channel", "Mjøsbysamarbeidet"),
        },
    ),
    Question(
        "which agreements of the final report exist, and which are still to come",
        "003 L266, L479 entered; L311 soon, L345 during September",
        f"""SELECT ?type ?modality (COUNT(*) AS ?n) {{ ?a a samspill:Agreement ;
          dct:source {REPORT} ; samspill:agreementType ?type ; samspill:modality ?modality }}
          GROUP BY ?type ?modality""",
        {
            ("cooperation", "actual", "2"),
            ("cooperation", "planned", "1"),
            ("letter-of-intent", "planned", "1"),
        },
    ),
    Question(
        "which agreement is Sintef Raufoss Manufacturing a party to",
        "003 L345: it comes during September, so none yet",
        "SELECT ?agreement { actor:sintef-raufoss-manufacturing samspill:partyTo ?agreement }",
        set(),
    ),
    # Wishes and plans are not facts.
    Question(
        "with whom are joint meetings of the council wished for",
        "001 L79: LO and NHO",
        """SELECT ?name { ?p samspill:modality modality:desired ;
          samspill:actor ?actor . ?actor a samspill:SocialPartner ; rdfs:label ?name }""",
        one("LO", "NHO"),
    ),
    Question(
        "what do LO, NHO and Statsforvalteren take part in",
        "001 L79, L81: wished for and recommended only",
        """SELECT ?what { VALUES ?actor { actor:lo actor:nho actor:statsforvalteren }
          ?actor samspill:participatesIn|samspill:memberOf ?what }""",
        set(),
    ),
    Question(
        "how many jobs does the Hamar region have",
        "001 L52: ca. 45 000",
        f"""SELECT ?value ?bound {{ ?o dct:source {IPR} ; samspill:measure measure:jobs ;
          samspill:value ?value ; samspill:bound ?bound }}""",
        {("45000", "approximate")},
    ),
    Question(
        "which three main focus areas does the strategy of the council name",
        "001 L12-13 says three and names none; four headings, all read out of the layout",
        """SELECT ?confidence (COUNT(*) AS ?n) { ?area a samspill:FocusArea ;
          samspill:strategy strategy:hipr-strategi ; samspill:confidence ?confidence }
          GROUP BY ?confidence""",
        {("implied", "4")},
    ),
    # Money.
    Question(
        "what is the frame of Rom for flere unge voksne, and how much of it is proposed",
        "002 L31: frame 1,400,000, proposed 700,000",
        """SELECT ?whole ?part { ?p samspill:partOf ?f ; samspill:amount ?part ;
          samspill:fundingStatus money:proposed . ?f samspill:amount ?whole }""",
        {("1400000", "700000")},
    ),
    Question(
        "what is the sum of granted money that is no part of a counted whole",
        "002 L7-8: the one grant is part of the frame, which is not granted; 700,000 NOK at most",
        """SELECT ?currency (SUM(?amount) AS ?sum) (COUNT(*) AS ?n) {
          ?f a samspill:Funding ; samspill:modality modality:actual ;
            samspill:fundingStatus money:granted ; samspill:amount ?amount ;
            samspill:currency ?currency ;
            samspill:amountUnit <https://w3id.org/samspill/concept/amount-unit/total> .
          FILTER NOT EXISTS { ?f samspill:partOf ?whole .
            ?whole samspill:fundingStatus money:granted ; samspill:modality modality:actual }
        } GROUP BY ?currency""",
        {("NOK", "700000", "1")},
    ),
    Question(
        "what did all municipalities put into the budget of 2018",
        "003 L528: 50 kroner per inhabitant",
        """SELECT ?amount ?unit ?status ?inferred ?from ?who { ?f samspill:amount ?amount ;
          samspill:amountUnit ?unit ; samspill:fundingStatus ?status ;
          samspill:currencyInferred ?inferred ; samspill:startDate ?from .
          ?p samspill:funding ?f ; samspill:actor ?actor . ?actor a ?who
          FILTER(?unit = <https://w3id.org/samspill/concept/amount-unit/per-inhabitant>) }""",
        {("50", "per-inhabitant", "budgeted", "false", "2018-01-01", "ActorGroup")},
    ),
    Question(
        "how much is the expected continuation",
        "003 L530: expected, no amount",
        """SELECT ?kind ?amount { ?f a samspill:Funding ; samspill:modality modality:forecast ;
          samspill:fundingKind ?kind . OPTIONAL { ?f samspill:amount ?amount } }""",
        {("budget", "")},
    ),
    Question(
        "how large is the seed fund, in which currency, and who funds it",
        "003 L285: 60 million without a currency; founders are told, funders not",
        """SELECT ?amount ?currency ?inferred ?kind ?party { ?f
          samspill:subject actor:regionalt-sakornfond ; samspill:amount ?amount ;
          samspill:currency ?currency ; samspill:currencyInferred ?inferred ;
          samspill:fundingKind ?kind . OPTIONAL { ?party samspill:funding ?f } }""",
        {("60000000", "NOK", "true", "fund-capital", "")},
    ),
    Question(
        "who founded the seed fund",
        "003 L285-287, L490",
        """SELECT ?name { ?part samspill:event ?event ; samspill:actor/rdfs:label ?name ;
            samspill:role <https://w3id.org/samspill/concept/event-role/founder> .
          ?fund samspill:event ?event ; samspill:actor actor:regionalt-sakornfond
          FILTER(LANG(?name) = "nb") }""",
        one("Hedmark fylkeskommune", "Sparebankstiftelsen Hedmark"),
    ),
]
