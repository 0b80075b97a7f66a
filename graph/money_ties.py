"""Ties that are drawn only when asked for: who gives money to whom, and who answers for the same.

Funding joins the funder and the recipient of one amount; two funders, or two recipients, are not
joined by it. Of money that is told of as a fact, only what is granted, budgeted or paid is a tie,
as the rule ``receives-funding-from`` has it; the rest is counted. Responsibility joins the
employers of those who answer for the same thing. Its rows are about persons: such ties stand in no
file (`NOT_IN_FILES`), and evidence names the employer and the role, never the person.
"""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph

from graph.binding import Row
from graph.names import SPARQL_PREFIXES, choose_label, local_name
from graph.store import Reader

#: The kinds of tie of this module, none of which is a default.
FUNDING, RESPONSIBILITY = "funding", "responsibility"
ASKED_FOR = (FUNDING, RESPONSIBILITY)
#: What no file may hold, since its rows are about persons.
NOT_IN_FILES = (RESPONSIBILITY,)
#: Statuses of money that is a tie.
COUNTED_STATUSES = ("granted", "budgeted", "paid")

_FACTS = """
  OPTIONAL { ?relation samspill:modality ?modality }
  OPTIONAL { ?relation samspill:role ?role }
  OPTIONAL { ?relation samspill:startDate ?start }
  OPTIONAL { ?relation samspill:endDate ?end }
  OPTIONAL { ?relation samspill:during ?during }
  OPTIONAL { ?relation dct:source ?document }
  OPTIONAL { ?relation samspill:locator ?locator }
}"""
#: The rows of each kind, with the names that those of `graph.ties` have.
QUERIES = {
    FUNDING: SPARQL_PREFIXES
    + "SELECT * WHERE { ?relation a samspill:FundingParty ; samspill:actor ?actor ; "
    "samspill:funding ?thing . OPTIONAL { ?thing samspill:fundingStatus ?status }" + _FACTS,
    RESPONSIBILITY: SPARQL_PREFIXES
    + "SELECT * WHERE { ?relation a samspill:Responsibility ; samspill:employer ?actor ; "
    "samspill:subject ?thing ." + _FACTS,
}
#: Modality and time of what the rows are about.
THINGS = (
    SPARQL_PREFIXES
    + """
SELECT ?thing ?modality ?start ?end WHERE {
  { SELECT DISTINCT ?thing WHERE {
      { ?party a samspill:FundingParty ; samspill:funding ?thing }
      UNION { ?row a samspill:Responsibility ; samspill:subject ?thing } } }
  OPTIONAL { ?thing samspill:modality ?modality }
  OPTIONAL { ?thing samspill:startDate ?start }
  OPTIONAL { ?thing samspill:endDate ?end }
}"""
)
_LABELS = (
    SPARQL_PREFIXES
    + """
SELECT ?thing ?label WHERE {
  { SELECT DISTINCT ?thing WHERE {
      VALUES ?class { samspill:FundingParty samspill:Responsibility } ?row a ?class .
      ?row samspill:role|samspill:subject|samspill:modality|dct:source|
        samspill:funding/(samspill:subject|samspill:modality) ?thing } }
  ?thing rdfs:label ?label .
}"""
)
_AMOUNTS = (
    SPARQL_PREFIXES
    + """
SELECT ?thing ?amount ?currency ?bound ?subject WHERE {
  ?thing a samspill:Funding .
  OPTIONAL { ?thing samspill:amount ?amount }
  OPTIONAL { ?thing samspill:currency ?currency }
  OPTIONAL { ?thing samspill:bound ?bound }
  OPTIONAL { ?thing samspill:subject ?subject }
}"""
)
_TEXTS = {
    "nb": {
        "money": "{amount} til {what}",
        "unknown": "Penger til {what}, beløp ikke oppgitt",
        "nothing": "noe som ikke er oppgitt",
        "ceiling": "inntil {amount}",
        "lower-bound": "minst {amount}",
        "approximate": "om lag {amount}",
    },
    "en": {
        "money": "{amount} for {what}",
        "unknown": "Money for {what}, amount not stated",
        "nothing": "something not stated",
        "ceiling": "up to {amount}",
        "lower-bound": "at least {amount}",
        "approximate": "about {amount}",
    },
}


def read_labels(reader: Reader) -> dict[str, dict[str, str]]:
    """Read what the rows, and what they are about, are called.

    Parameters
    ----------
    reader : Reader
        The store.

    Returns
    -------
    dict
        By IRI and language. An amount has no label of its own: it is called by its sum and what
        the money is for.
    """
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    rows = [
        (row["thing"].value, _language(row), row["label"].value) for row in reader.select(_LABELS)
    ]
    for iri, language, text in sorted(rows):
        labels[iri].setdefault(language, text)
    amounts: dict[str, list[Row]] = defaultdict(list)
    for row in reader.select(_AMOUNTS):
        amounts[row["thing"].value].append(row)
    for iri, found in amounts.items():
        row = min(found, key=lambda one: sorted((name, term.value) for name, term in one.items()))
        labels[iri] = {language: _amount(row, labels, language) for language in _TEXTS}
    return dict(labels)


def _amount(row: Row, labels: dict[str, dict[str, str]], language: str) -> str:
    texts = _TEXTS[language]
    subject = row["subject"].value if "subject" in row else ""
    what = choose_label(labels.get(subject, {}), language, subject) if subject else texts["nothing"]
    if "amount" not in row:
        return texts["unknown"].format(what=what)
    value = float(row["amount"].value)
    number = f"{value:,.2f}".removesuffix(".00")
    if language == "nb":
        number = number.replace(",", "\u00a0").replace(".", ",")
    amount = f"{number} {row['currency'].value}" if "currency" in row else number
    bound = local_name(row["bound"].value) if "bound" in row else ""
    amount = texts.get(bound, "{amount}").format(amount=amount)
    return texts["money"].format(amount=amount, what=what)


def _language(row: Row) -> str:
    literal = row["label"]
    return (literal.language or "") if isinstance(literal, pyoxigraph.Literal) else ""
