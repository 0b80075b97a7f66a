"""Results, phases, people and disagreements, most of them of the final report (003).

The last ones come from a list of questions that a reader made who had seen neither tables nor
queries.
"""

from __future__ import annotations

from tests.data.questions import REPORT, Question, one

QUESTIONS = [
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
        """SELECT ?employer ?confidence (COUNT(DISTINCT ?person) AS ?n) {
          ?r a samspill:Responsibility ; samspill:person ?person ;
            samspill:employer ?employer ; samspill:confidence ?confidence }
          GROUP BY ?employer ?confidence""",
        {("hedmark-kunnskapspark", "implied", "6")},
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
        """SELECT ?name { actor:hogskolen-i-innlandet rdfs:label|
          (^samspill:subject/samspill:nameText) ?name FILTER(LANG(?name) = "nb") }""",
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
        """SELECT ?status (COUNT(*) AS ?n) {
          VALUES ?i { indicator:mr-e16-i-ntp indicator:mr-gods-i-ntp
            indicator:mr-koordinert-myndighetskontakt indicator:mr-felles-mal
            indicator:mr-arealstrategi-vedtatt }
          ?r samspill:subject ?i ; samspill:resultStatus ?status } GROUP BY ?status""",
        {("not-legible", "5")},
    ),
    Question(
        "what status have letter of intent, place of study, cluster, Sintef agreement, network",
        "003 L302, L305, L326, L339, L342: soon, in September, only begun",
        """SELECT ?status ?confidence (COUNT(*) AS ?n) { VALUES ?i { indicator:mr-intensjonsavtale
            indicator:mr-formelt-studiested indicator:mr-arenaklynge indicator:mr-avtale-sintef
            indicator:mr-baerekraftsnettverk }
          ?r samspill:subject ?i ; samspill:resultStatus ?status ;
            samspill:confidence ?confidence } GROUP BY ?status ?confidence""",
        {("not-reached", "implied", "5")},
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
