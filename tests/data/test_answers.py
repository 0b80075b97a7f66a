"""Questions to the five documents, with answers worked out from the documents by hand.

Each answer was read in the document, at the lines that stand beside the question, and not taken
from the graph. Where two readings can be defended, ``data/README.md`` says which one was chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import Literal

from graph import measures, snapshot
from graph.network import NetworkChoice, project
from graph.store import Reader, open_store

PREFIXES = """
PREFIX samspill: <https://w3id.org/samspill/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX modality: <https://w3id.org/samspill/concept/modality/>
PREFIX role: <https://w3id.org/samspill/concept/participation-role/>
PREFIX party: <https://w3id.org/samspill/concept/agreement-role/>
PREFIX seat: <https://w3id.org/samspill/concept/membership-role/>
PREFIX function: <https://w3id.org/samspill/concept/governance-function/>
PREFIX status: <https://w3id.org/samspill/concept/result-status/>
PREFIX money: <https://w3id.org/samspill/concept/funding-status/>
PREFIX measure: <https://w3id.org/samspill/concept/measure/>
PREFIX actor: <https://w3id.org/samspill/id/actor/>
PREFIX place: <https://w3id.org/samspill/id/place/>
PREFIX initiative: <https://w3id.org/samspill/id/initiative/>
PREFIX indicator: <https://w3id.org/samspill/id/indicator/>
PREFIX goal: <https://w3id.org/samspill/id/goal/>
PREFIX strategy: <https://w3id.org/samspill/id/strategy/>
PREFIX agreement: <https://w3id.org/samspill/id/agreement/>
PREFIX atype: <https://w3id.org/samspill/concept/agreement-type/>
PREFIX source: <https://w3id.org/samspill/id/source/>
"""
HAMAR = "source:hamar-region-case-study"
IPR = "source:hamarregionen-ipr-satsinger"
ROM = "source:rom-for-flere-unge-voksne"
REPORT = "source:sluttrapport-byregionprogrammet"
PAGE = "source:byregion-kongsvingerregionen"


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
          OPTIONAL { ?p samspill:actor/rdfs:label ?name } }""",
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
          ?fund samspill:event ?event ; samspill:actor actor:regionalt-sakornfond }""",
        one("Hedmark fylkeskommune", "Sparebankstiftelsen Hedmark"),
    ),
    # Results.
    Question(
        "how many indicators of the final report have each status",
        "003 L125-370, worked out by two readers on their own",
        """SELECT ?status (COUNT(*) AS ?n) { ?result samspill:resultStatus ?status ;
          samspill:subject/samspill:goal ?goal
          FILTER(CONTAINS(STR(?goal), "/goal/mr-")) } GROUP BY ?status""",
        {
            ("reached", "5"),
            ("partly-reached", "3"),
            ("not-reached", "5"),
            ("not-measured", "2"),
            ("not-legible", "14"),
        },
    ),
    Question(
        "what was not measured",
        "003 L209-218 and L257-272",
        """SELECT ?label { ?r samspill:resultStatus status:not-measured ;
          samspill:subject/rdfs:label ?label FILTER(LANG(?label) = "en") }""",
        one(
            "How businesses rate the administration of the municipality "
            "(user survey and interviews)",
            "Effect of the cooperation agreements",
        ),
    ),
    Question(
        "is the letter of intent reached",
        "003 L311: soon in place, which is not yet",
        """SELECT ?status ?confidence { ?r
          samspill:subject <https://w3id.org/samspill/id/indicator/mr-intensjonsavtale> ;
          samspill:resultStatus ?status ; samspill:confidence ?confidence }""",
        {("not-reached", "implied")},
    ),
    Question(
        "has the number of business development actors fallen, and to what",
        "003 L263: from five to two",
        """SELECT ?status ?value { ?r
          samspill:subject <https://w3id.org/samspill/id/indicator/mr-faerre-naeringsaktorer> ;
          samspill:resultStatus ?status ; samspill:value ?value }""",
        {("reached", "2")},
    ),
    Question(
        "how did jobs change in 2016 and 2017",
        "003 L75-76: 32 net, and 132 not called net",
        f"""SELECT ?measure ?value ?day {{ ?o dct:source {REPORT} ; samspill:date ?day ;
          samspill:measure ?measure ; samspill:value ?value }}""",
        {("jobs-net-growth", "32", "2016-01-01"), ("jobs-change", "132", "2017-01-01")},
    ),
    Question(
        "what did the analysis expect without radical measures",
        "003 L7-9: some 3000 jobs lost over 25 years, by Telemarksforskning",
        """SELECT ?value ?modality ?years { ?o samspill:measure measure:jobs-change ;
          samspill:modality ?modality ; samspill:value ?value ; samspill:quantity ?years
          FILTER(?modality = modality:forecast) }""",
        {("3000", "forecast", "25")},
    ),
    # Phases and governance.
    Question(
        "who steers the project, by phase",
        "003 L48 up to phase 2, actual; L595 in phase 3, planned",
        f"""SELECT ?body ?modality {{ ?g a samspill:Governance ; dct:source {REPORT} ;
          samspill:function function:steering ; samspill:body ?body ;
          samspill:modality ?modality }}""",
        {
            ("styringsgruppen-byr-fase-2", "actual"),
            ("styringsgruppen-byr-fase-3", "planned"),
        },
    ),
    Question(
        "how often is the regional council reported to",
        "003 L54-56 monthly; L583 half-yearly, planned; who reports is not said",
        """SELECT ?frequency ?modality ?unnamed ?subject { ?g a samspill:Governance ;
          samspill:function function:reporting ; samspill:reportsTo actor:regionradet-byr ;
          samspill:frequency ?frequency ; samspill:modality ?modality ;
          samspill:notNamed ?unnamed ; samspill:subject ?subject }""",
        {
            ("månedlig", "actual", "body", "byregionprosjektet-kongsvingerregionen"),
            ("hvert halvår", "planned", "body", "byregionprosjektet-fase-3"),
            ("hvert halvår", "planned", "body", "omstillingsprogrammet-k-pluss"),
        },
    ),
    Question(
        "how many mayors sit in the steering group of phase 3, and who observes",
        "003 L595-597: two mayors; a representative of the chief executives",
        """SELECT ?role ?n { ?m samspill:organisation actor:styringsgruppen-byr-fase-3 ;
          samspill:role ?role ; samspill:quantity ?n ; samspill:modality modality:planned }""",
        {("member", "2"), ("observer", "1")},
    ),
    Question(
        "who is to be in charge after phase 2, and is that decided",
        "003 L532: decided; Hedmark kunnskapspark shall have it",
        """SELECT ?actor ?modality ?event { ?p samspill:initiative
            initiative:byregionprosjektet-fase-3 ; samspill:role role:lead ;
            samspill:actor ?actor ; samspill:modality ?modality .
          ?event a samspill:Event ; samspill:locator "L532-534" ;
            samspill:modality modality:actual }""",
        {("hedmark-kunnskapspark", "planned", "byr-vedtak-hkp")},
    ),
    Question(
        "which phases does the project have, and which is actual",
        "003 L7, L381, L532",
        """SELECT ?phase ?modality { ?phase a samspill:Phase ; samspill:modality ?modality ;
          samspill:partOf initiative:byregionprosjektet-kongsvingerregionen }""",
        {
            ("byregionprosjektet-fase-1", "actual"),
            ("byregionprosjektet-fase-2", "actual"),
            ("byregionprosjektet-fase-3", "actual"),
        },
    ),
    # People.
    Question(
        "who is responsible for which project of phase 3",
        "003 L559-569 and the torn rows L625-629",
        """SELECT ?name ?project { ?r a samspill:Responsibility ; samspill:person/rdfs:label ?name ;
          samspill:subject ?initiative . ?initiative a samspill:SubProject ;
          rdfs:label ?project FILTER(LANG(?project) = "nb") }""",
        {
            ("Lars Gillund", "Kongsvingerregionen – Norges grønne Hjerte"),
            ("Yngve Andreassen", "KingsCross"),
            ("Tone Blixøen", "Kongsvinger som Høgskoleby"),
            ("Jan Egil Melby", "Arenaklynge 7sterke"),
            ("Stian Gulli Hansen", "Bedriftsrekruttering"),
            ("Lars Gillund", "Offentlige arbeidsplasser og investeringer"),
            (
                "Stian Gulli Hansen",
                "Lister med næringsutviklingscase og profilering av arealer per kommune",
            ),
            ("Christian Bråtebekken", "Destinasjonsutvikling"),
            ("Tone Blixøen", "Helsebyen Kongsvinger"),
        },
    ),
    Question(
        "where are the people of the matrix employed, and how sure is it",
        "003 L549: only the header says HKP",
        """SELECT ?employer ?confidence { ?r a samspill:Responsibility ;
          samspill:employer ?employer ; samspill:confidence ?confidence }""",
        {("hedmark-kunnskapspark", "implied")},
    ),
    # Strategies and adoptions.
    Question(
        "how many main strategies and which focus areas does the business strategy have",
        "003 L387: 7, and bioeconomy, logistics, industry, building",
        """SELECT ?n ?area { ?d samspill:realisedAs strategy:felles-naeringsstrategi ;
            samspill:quantity ?n . ?a samspill:strategy strategy:felles-naeringsstrategi ;
            rdfs:label ?area FILTER(LANG(?area) = "en") }""",
        {
            ("7", "Bioeconomy"),
            ("7", "Logistics"),
            ("7", "Industry"),
            ("7", "Building and construction"),
        },
    ),
    Question(
        "for how many municipalities is the business strategy",
        "003 L387: adopted in all; 004 L3: for 6; told as an ambiguity",
        """SELECT ?kind ?claim { ?c samspill:contradictionKind ?kind ;
            samspill:subject strategy:felles-naeringsstrategi .
          ?one samspill:contradiction ?c ; samspill:claim ?claim . ?claim a samspill:Adoption .
          ?two samspill:contradiction ?c ; samspill:claim ?scope . ?scope a samspill:Scope }""",
        {("ambiguity", "byr-naeringsstrategi-vedtatt")},
    ),
    Question(
        "who set the goals of phase 2",
        "003 L381: the steering group; 11 goals in the list L415-516",
        """SELECT ?holder (COUNT(*) AS ?n) { ?g a samspill:Goal ; samspill:holder ?holder ;
          samspill:initiative initiative:byregionprosjektet-fase-2 } GROUP BY ?holder""",
        {("styringsgruppen-byr-fase-2", "11")},
    ),
    Question(
        "how many deliverables does the list of phase 2 have",
        "003 L413-519: 30 bullets; L471 and L473-474 name two things each, L518-519 three",
        f"""SELECT (COUNT(*) AS ?n) {{ ?d a samspill:Deliverable ; dct:source {REPORT} ;
          samspill:goal ?goal FILTER(CONTAINS(STR(?goal), "/goal/f2-")) }}""",
        one("34"),
    ),
    # Disagreement and identity.
    Question(
        "is 7sterke's cluster started",
        "003 L330 application in September, L513 initiated, L565 to be delivered; 004 L19 started",
        """SELECT ?kind (COUNT(?claim) AS ?n) { ?c samspill:contradictionKind ?kind ;
            samspill:subject initiative:arenaklynge-7sterke .
          ?one samspill:contradiction ?c ; samspill:claim ?claim } GROUP BY ?kind""",
        {("ambiguity", "4")},
    ),
    Question(
        "is the development agency of 000 the same as Hamarregionen utvikling of 002",
        "no document says so",
        """SELECT ?judgement { ?i samspill:judgement ?judgement ;
          samspill:left|samspill:right actor:hamar-region-development-agency ,
            actor:hamarregionen-utvikling }""",
        one("unsure"),
    ),
    Question(
        "who succeeds Grue Næringshage",
        "003 L481: merged in quotation marks, who remains is not said",
        "SELECT ?after { actor:grue-naeringshage samspill:succeededBy ?after }",
        set(),
    ),
    Question(
        "which spellings of the university college of Innlandet are there",
        "003 L295, L302",
        """SELECT ?name { actor:hogskolen-i-innlandet rdfs:label|samspill:shortName|
          (^samspill:subject/samspill:nameText) ?name }""",
        one("Høgskolen i Innlandet", "Høgskolen Innlandet"),
    ),
    # From a second list of questions, made by a reader who had seen neither tables nor queries.
    Question(
        "which places are part of two regions, and how many municipalities are placed at all",
        "000 L4 (4) and 004 L49-50 (7): no name in both",
        """SELECT (COUNT(*) AS ?n) (MAX(?regions) AS ?most) {
          { SELECT ?part (COUNT(DISTINCT ?whole) AS ?regions) {
              ?p samspill:part ?part ; samspill:whole ?whole . ?whole a samspill:Region .
              ?part a samspill:MunicipalTerritory } GROUP BY ?part } }""",
        {("11", "1")},
    ),
    Question(
        "which municipalities are members of the council",
        "001 and 002 name none, and 000 lists those of the region",
        """SELECT ?m { ?m a samspill:Membership ;
          samspill:organisation actor:hamarregionen-ipr }""",
        set(),
    ),
    Question(
        "what is the sum of all money that may be added, wholes before parts",
        "002 L31: the frame; its parts, the rate, the fund and what has no amount are left out",
        """SELECT ?currency (SUM(?amount) AS ?sum) {
          ?f a samspill:Funding ; samspill:amount ?amount ; samspill:currency ?currency ;
            samspill:bound ?bound ; samspill:fundingKind ?kind ;
            samspill:amountUnit <https://w3id.org/samspill/concept/amount-unit/total> .
          FILTER(?kind != <https://w3id.org/samspill/concept/funding-kind/fund-capital>)
          FILTER NOT EXISTS { ?f samspill:partOf ?whole }
        } GROUP BY ?currency""",
        {("NOK", "1400000")},
    ),
    Question(
        "who decides the areas of effort each year, when, and who recommends",
        "003 L579-581: the regional council in the last quarter; the steering group recommends",
        """SELECT ?function ?body ?to ?frequency { ?g samspill:locator ?lines ;
            samspill:function ?function ; samspill:body ?body ; samspill:frequency ?frequency .
          OPTIONAL { ?g samspill:reportsTo ?to }
          FILTER(?lines IN ("L577-579", "L577-581"))
          FILTER(?body IN (actor:regionradet-byr, actor:styringsgruppen-byr-fase-3)) }""",
        {
            ("deciding", "regionradet-byr", "", "i siste kvartal hvert år"),
            (
                "recommending",
                "styringsgruppen-byr-fase-3",
                "regionradet-byr",
                "i siste kvartal hvert år",
            ),
        },
    ),
    Question(
        "what status have E16, freight, contact with authorities, joint goals, land strategy",
        "003 L167, L171, L186, L195, L225: no comment answers",
        """SELECT ?status { VALUES ?i { indicator:mr-e16-i-ntp indicator:mr-gods-i-ntp
            indicator:mr-koordinert-myndighetskontakt indicator:mr-felles-mal
            indicator:mr-arealstrategi-vedtatt }
          ?r samspill:subject ?i ; samspill:resultStatus ?status }""",
        one("not-legible"),
    ),
    Question(
        "what status have letter of intent, place of study, cluster, Sintef agreement, network",
        "003 L302, L305, L326, L339, L342: soon, in September, only begun",
        """SELECT ?status ?confidence { VALUES ?i { indicator:mr-intensjonsavtale
            indicator:mr-formelt-studiested indicator:mr-arenaklynge indicator:mr-avtale-sintef
            indicator:mr-baerekraftsnettverk }
          ?r samspill:subject ?i ; samspill:resultStatus ?status ;
            samspill:confidence ?confidence }""",
        {("not-reached", "implied")},
    ),
    Question(
        "what came of the study of tying Høgskolesenteret to NMBU",
        "004 L38 plans it; no document tells of an outcome",
        """SELECT ?modality ?outcome { ?m samspill:modality ?modality .
          FILTER(?m = initiative:utrede-hogskolesenteret-og-nmbu)
          OPTIONAL { ?outcome a samspill:Deliverable ; samspill:realisedAs ?m } }""",
        {("planned", "")},
    ),
    Question(
        "which target groups have ages",
        "000 L17: 15-24; 002 L13: 20-40",
        "SELECT ?from ?to { ?g samspill:ageFrom ?from ; samspill:ageTo ?to }",
        {("15", "24"), ("20", "40")},
    ),
    Question(
        "under which of the four T's does the app stand",
        "000 L20 Talent, L22 Technology",
        """SELECT ?topic { ?link samspill:topic ?topic ; samspill:subject ?m .
          ?topic samspill:topicScheme <https://w3id.org/samspill/concept/topic-list/four-ts> .
          ?m a samspill:Measure ; rdfs:label ?label
          FILTER(LANG(?label) = "en" && CONTAINS(LCASE(?label), "app")
            && !CONTAINS(?label, "employer")) }""",
        one("talent", "teknologi"),
    ),
    Question(
        "what is the former name of Kongsvingerregionen, and how is it misspelt",
        "004 L3",
        """SELECT ?kind ?name { ?n samspill:subject place:kongsvingerregionen ;
          samspill:nameKind ?kind ; samspill:nameText ?name }""",
        {("former", "Glåmdalsregionen"), ("misspelling", "Konsvingerregionen")},
    ),
    Question(
        "which period has the strategy of the council in 001",
        "001 has no year at all; 2024-2028 stands in 002 L34 only",
        """SELECT ?source ?from { ?s a samspill:Strategy ;
            samspill:holder actor:hamarregionen-ipr ; dct:source ?source .
          OPTIONAL { ?s samspill:startDate ?from } }""",
        {
            ("hamarregionen-ipr-satsinger", ""),
            ("rom-for-flere-unge-voksne", "2024-01-01"),
        },
    ),
    Question(
        "who aims at attracting the creative class",
        "000 L31: Hedmark, and no county authority",
        """SELECT ?class ?name { goal:hr-tiltrekke-den-kreative-klassen
          samspill:holder ?holder . ?holder a ?class ; rdfs:label ?name }""",
        {("RegionAsActor", "Hedmark")},
    ),
]


@pytest.fixture(scope="module")
def reader(curated_snapshots: Path) -> Iterator[Reader]:
    found = open_store(snapshot.current(curated_snapshots).path)
    yield found
    found.close()


def short(term: object) -> str:
    if term is None:
        return ""
    if isinstance(term, Literal):
        return term.value
    value: str = getattr(term, "value", "")
    return value.rpartition("/")[2].rpartition("#")[2]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_the_graph_answers_as_the_documents_do(reader: Reader, question: Question) -> None:
    text = question.query
    head = text[text.index("SELECT") : text.index("{")]
    # What stands after AS is the name of an aggregate.
    names = re.findall(r"\?(\w+)", re.sub(r"\([A-Z]+\([^)]*\) AS", "", head))
    rows = reader.select(PREFIXES + text)
    assert {tuple(short(row.get(name)) for name in names) for row in rows} == question.answer, (
        question.lines
    )


def test_there_are_thirty_questions_and_more() -> None:
    assert len({question.name for question in QUESTIONS}) >= 30


@pytest.mark.parametrize(
    ("start", "end", "path"),
    [
        # 003 L62-64 and 004 L49-50: both take part in the project.
        ("grue-kommune", "klosser-innovasjon", ["grue-kommune", "klosser-innovasjon"]),
        # 003 L490: the fund; 003 L64: the county authority takes part in the project.
        (
            "sparebankstiftelsen-hedmark",
            "eidskog-kommune",
            ["sparebankstiftelsen-hedmark", "hedmark-fylkeskommune", "eidskog-kommune"],
        ),
        # Two regions of which no document says that their actors meet.
        ("hamarregionen-utvikling", "kongsvinger-kommune", []),
        # An agreement that is only planned is no step, and groups join nobody.
        ("sintef-raufoss-manufacturing", "hedmark-kunnskapspark", []),
        ("hedmark-kunnskapspark", "klosser-innovasjon", []),
    ],
)
def test_a_path_runs_over_what_happened_and_over_actors_alone(
    reader: Reader, start: str, end: str, path: list[str]
) -> None:
    ties = measures.actors_only(project(reader))
    base = "https://w3id.org/samspill/id/actor/"
    try:
        found = nx.shortest_path(ties, base + start, base + end)
    except nx.NetworkXNoPath:
        found = []
    assert [iri.removeprefix(base) for iri in found] == path


def test_what_is_planned_joins_when_asked_for(reader: Reader) -> None:
    # 003 L339-346: the agreement with Sintef Raufoss Manufacturing is to come.
    ties = measures.actors_only(project(reader, NetworkChoice(modalities=("actual", "planned"))))
    base = "https://w3id.org/samspill/id/actor/"
    assert list(ties[base + "sintef-raufoss-manufacturing"]) == [base + "hedmark-kunnskapspark"]
