"""The words for what is wrong with a query, by language (`graph.syntaxhints`)."""

from __future__ import annotations

import re

#: A clause by language, without a full stop.
Words = dict[str, str]

#: The words of SPARQL 1.1, sections 19.8 and 17.4, and those of 1.2 that the parser knows.
WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        A ABS ADJUST ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT
        CONTAINS COUNT DATATYPE DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER
        FLOOR FROM GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR HAVING HOURS IF IN IRI ISBLANK
        ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT MAX
        MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX
        RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1
        SHA256 SHA384 SHA512 SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN
        STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TRUE TZ UCASE UNDEF UNION URI UUID
        VALUES VERSION WHERE YEAR
        """,
    )
)
#: What the parser calls by name: the words that are looked for, and ours.
NAMED: dict[str, Words] = {
    "SELECT contains": {
        "nb": "med GROUP BY eller en sammenregning (COUNT, SUM …) kan SELECT bare nevne variabler "
        "som det er gruppert på; de andre må regnes sammen, for eksempel (SAMPLE(?x) AS ?en)",
        "en": "with GROUP BY or an aggregate (COUNT, SUM …) SELECT can only name variables that "
        "are grouped by; the others must be aggregated, for example (SAMPLE(?x) AS ?one)",
    },
    "SELECT overrides": {
        "nb": "variabelen etter AS er i bruk fra før; velg et nytt navn",
        "en": "the variable after AS is in use already; choose a new name",
    },
    "Duplicated variable": {
        "nb": "samme variabel står to ganger i SELECT",
        "en": "the same variable stands twice in SELECT",
    },
    "not authorized with GROUP BY": {
        "nb": "SELECT * går ikke sammen med GROUP BY; nevn variablene",
        "en": "SELECT * does not go with GROUP BY; name the variables",
    },
    "Already used blank node": {
        "nb": "en blank node (_:navn) kan ikke brukes i to mønstre; bruk en variabel",
        "en": "a blank node (_:name) cannot be used in two patterns; use a variable",
    },
    "IRI parsing failed": {
        "nb": "en IRI her er ikke gyldig; den skal være en hel adresse, som <https://…>",
        "en": "an IRI here is not valid; it must be a whole address, such as <https://…>",
    },
    "language tag parsing": {
        "nb": "språkmerket er ikke gyldig; skriv for eksempel @nb eller @en",
        "en": "the language tag is not valid; write for example @nb or @en",
    },
}
BEGINS = {
    "nb": "en spørring begynner med SELECT, ASK, CONSTRUCT eller DESCRIBE, etter PREFIX-linjene",
    "en": "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, after the PREFIX lines",
}
NEEDS_BRACKET = {
    "nb": "etter FILTER kommer en parentes, som FILTER(?tall > 3)",
    "en": "after FILTER comes a bracket, such as FILTER(?number > 3)",
}
NEEDS_NAME = {
    "nb": "det som regnes ut i SELECT skal ha parentes og navn, som (COUNT(?x) AS ?antall)",
    "en": "what SELECT computes needs brackets and a name, such as (COUNT(?x) AS ?number)",
}
NEEDS_AS = {
    "nb": "BIND trenger AS og en variabel, som BIND(STR(?x) AS ?tekst)",
    "en": "BIND needs AS and a variable, such as BIND(STR(?x) AS ?text)",
}
NO_COMMA = {
    "nb": "i SELECT står variablene med mellomrom mellom seg, uten komma",
    "en": "in SELECT the variables stand with spaces between them, without commas",
}
INCOMPLETE = {
    "nb": "før «{what}» mangler noe: subjekt, predikat og objekt hører sammen",
    "en": "before “{what}” something is missing: subject, predicate and object belong together",
}
UNKNOWN_WORD = {
    "nb": "«{what}» er ikke et ord i SPARQL; mangler det et prefiks, «?» eller anførselstegn?",
    "en": "“{what}” is not a word of SPARQL; does it lack a prefix, “?” or quotation marks?",
}
UNKNOWN_ESCAPE = {
    "nb": "i {what} står en omvendt skråstrek foran et tegn som ikke kan ha den; skriv \\\\",
    "en": "in {what} a backslash stands before a character that cannot have it; write \\\\",
}
OPEN_TEXT = {
    "nb": "teksten som begynner med {what} er ikke avsluttet",
    "en": "the text that begins with {what} is not closed",
}
NO_NUMBER = {
    "nb": "etter {after} kommer et helt tall, ikke {what}",
    "en": "after {after} comes a whole number, not {what}",
}
NO_BLOCK = {
    "nb": "etter {after} kommer en blokk i krøllparenteser, ikke {what}",
    "en": "after {after} comes a block in braces, not {what}",
}
UNOPENED = {
    "nb": "«{what}» lukker noe som ikke er åpnet",
    "en": "“{what}” closes what was not opened",
}
CROSSED = {
    "nb": "«{after}» er ikke lukket før «{what}»",
    "en": "“{after}” is not closed before “{what}”",
}
UNCLOSED = {
    "nb": "spørringen slutter for tidlig: «{what}» på linje {after} er ikke lukket",
    "en": "the query ends too early: “{what}” on line {after} is not closed",
}
IN_USE = {
    "nb": "{what} er i bruk før BIND(… AS {what}); velg et nytt navn",
    "en": "{what} is in use before BIND(… AS {what}); choose a new name",
}
ENDS = {"nb": "spørringen slutter for tidlig", "en": "the query ends too early"}
SOMETHING = {
    "nb": "«{what}», eller noe rett før, passer ikke her",
    "en": "“{what}”, or something just before it, does not fit here",
}
NO_PREFIX = {
    "nb": "prefikset «{what}:» er ikke erklært; skriv PREFIX {what}: <{after}> øverst",
    "en": "the prefix “{what}:” is not declared; write PREFIX {what}: <{after}> at the top",
}
