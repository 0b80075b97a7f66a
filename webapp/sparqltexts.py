"""The words of the query editor, for its script, in the language of the request.

Placeholders stand in braces: the script fills them in. A text with a count has two forms.
"""

from __future__ import annotations

from flask_babel import gettext as _


def editor_texts() -> dict[str, str]:
    """Give every text by the key that the script knows it by."""
    return {
        **_running(),
        **_writing(),
        **_table(),
        **_chart(),
        **_network(),
        **_panel(),
        **_phrases(),
    }


def _running() -> dict[str, str]:
    return {
        "answer": _("Svar"),
        "running": _("Kjører …"),
        "stopped": _("Stoppet."),
        "seconds": _("{n} s"),
        "megabytes": _("{n} MB hentet"),
        "done": _("Ferdig: {rows} rader på {seconds} sekunder."),
        "doneTriples": _("Ferdig: {rows} tripler på {seconds} sekunder."),
        "doneTruth": _("Ferdig på {seconds} sekunder."),
        "failed": _("Spørringen kunne ikke besvares."),
        "unreachable": _("Tjenesten svarer ikke. Prøv igjen om litt."),
        "cut": _(
            "Svaret ble brutt før det var helt: det har for mange rader eller tar for lang tid. "
            "Be om mindre, for eksempel med LIMIT."
        ),
        "truthYes": _("Ja"),
        "truthNo": _("Nei"),
        "yes": _("ja"),
        "no": _("nei"),
        "rows.one": _("{n} rad"),
        "rows.other": _("{n} rader"),
        "triples.one": _("{n} trippel"),
        "triples.other": _("{n} tripler"),
        "letters.one": _("{n} tegn"),
        "letters.other": _("{n} tegn"),
        "noRows": _("Spørringen ga ingen rader."),
        "noRowsHint": _("Se etter skrivefeil i egenskaper og klasser, eller ta bort et filter."),
        "noTriples": _("Spørringen ga ingen tripler."),
        "linkCopied": _("Lenken er kopiert."),
        "unnamed": _("Spørring {n}"),
        "query": _("Spørring"),
    }


def _writing() -> dict[str, str]:
    return {
        "unexpected": _("«{what}» passer ikke her."),
        "endsEarly": _("Spørringen slutter for tidlig: her mangler noe."),
        "unclosed": _("Denne lukkes ikke: det mangler {mark}."),
        "unopened": _("{mark} lukker noe som ikke er åpnet."),
        "undeclared": _("Prefikset {name}: er ikke erklært."),
        "unknownPrefix": _("Prefikset {name}: er ikke erklært, og Samspill kjenner det ikke."),
        "declare": _("Erklær {name}:"),
        "unknownProperty": _("Ingen ting i grafen har egenskapen {name}."),
        "unknownClass": _("Grafen har ingen klasse {name}."),
        "onlySubclasses": _(
            "Ingen ting har akkurat klassen {name}, bare klassene under den. "
            "Skriv a/rdfs:subClassOf* for å få dem med."
        ),
        "withSubclasses": _("Ta med klassene under"),
        "onlyBelow": _("Bare klassene under har ting: skriv a/rdfs:subClassOf* foran."),
        "notHere": _("ikke brukt på denne klassen"),
        "things.one": _("{n} i grafen"),
        "things.other": _("{n} i grafen"),
        "statements.one": _("brukt én gang"),
        "statements.other": _("brukt {n} ganger"),
    }


def _table() -> dict[str, str]:
    return {
        "asTable": _("Svaret som tabell"),
        "raw": _("Svaret som tekst"),
        "rawCut": _("Bare de første {shown} vises; filene har alt."),
        "filter": _("Filtrer radene"),
        "filtered": _("{rows} passer."),
        "showIris": _("Vis IRI-er"),
        "copy": _("Kopier tabellen"),
        "copied": _("{rows} er kopiert og kan limes inn i et regneark."),
        "notCopied": _("Nettleseren lot ikke siden kopiere. Last ned filen i stedet."),
        "drawing": _("Tegner …"),
    }


def _chart() -> dict[str, str]:
    return {
        "chartKind": _("Diagram"),
        "bars": _("Stolper"),
        "lines": _("Linje"),
        "chartX": _("Langs aksen"),
        "chartY": _("Verdi"),
        "chartGroup": _("Del opp etter"),
        "noGroup": _("Ingen"),
        "chartTable": _("Tallene i diagrammet"),
        "chartLeftOut.one": _(
            "Én verdi fikk ikke plass i diagrammet. Tabellen over svaret har den."
        ),
        "chartLeftOut.other": _(
            "{n} verdier fikk ikke plass i diagrammet. Tabellen over svaret har dem."
        ),
        "chartSummed": _("Rader med samme navn er lagt sammen."),
    }


def _network() -> dict[str, str]:
    return {
        "nodes.one": _("{n} node"),
        "nodes.other": _("{n} noder"),
        "edges.one": _("{n} forbindelse"),
        "edges.other": _("{n} forbindelser"),
        "edgesLeftOut.one": _("{n} rad fikk ikke plass i bildet"),
        "edgesLeftOut.other": _("{n} rader fikk ikke plass i bildet"),
        "networkInTable": _("Tabellen har det samme som bildet."),
        "chosenNode": _("Valgt i bildet"),
        "chooseNode": _("Velg en node eller en forbindelse i bildet."),
        "undrawn": _("Nettleseren kan ikke tegne nettverket. Tabellen viser det samme."),
        "zoomIn": _("Zoom inn"),
        "zoomOut": _("Zoom ut"),
        "zoomReset": _("Vis hele nettverket"),
        "colours": _("Farger"),
        "otherThings": _("Annet"),
    }


def _panel() -> dict[str, str]:
    return {
        "noVocabulary": _("Ontologien kunne ikke hentes."),
        "noTerm": _("Ingen klasser eller egenskaper passer."),
        "subclasses": _("Klasser under: {names}"),
        "propertiesOf": _("Egenskaper i bruk. Velg en for å sette den inn."),
        "onClasses": _("Brukt på: {names}"),
        "example": _("Eksempel:"),
        "insert": _("Sett inn"),
        "tryQuery": _("Spør etter dette"),
    }


def _phrases() -> dict[str, str]:
    """Give what CodeMirror says by itself; the keys are its English phrases."""
    return {
        "cm:Completions": _("Forslag"),
        "cm:Selection deleted": _("Utvalget er slettet"),
        "cm:Folded lines": _("Skjulte linje"),
        "cm:Unfolded lines": _("Viste linje"),
        "cm:to": _("til"),
        "cm:folded code": _("skjulte linjer"),
        "cm:unfold": _("vis linjene"),
        "cm:Fold line": _("Skjul linjene"),
        "cm:Unfold line": _("Vis linjene"),
        "cm:Diagnostics": _("Feil og advarsler"),
        "cm:No diagnostics": _("Ingen feil"),
        "cm:close": _("lukk"),
        "cm:Go to line": _("Gå til linje"),
        "cm:go": _("gå"),
        "cm:Find": _("Finn"),
        "cm:Replace": _("Erstatt med"),
        "cm:next": _("neste"),
        "cm:previous": _("forrige"),
        "cm:all": _("alle"),
        "cm:match case": _("skill store og små bokstaver"),
        "cm:regexp": _("regulært uttrykk"),
        "cm:by word": _("hele ord"),
        "cm:replace": _("erstatt"),
        "cm:replace all": _("erstatt alle"),
        "cm:replaced match on line $": _("erstattet treffet på linje $"),
        "cm:replaced $ matches": _("erstattet $ treff"),
        "cm:current match": _("gjeldende treff"),
        "cm:on line": _("på linje"),
        "cm:Control character": _("Kontrolltegn"),
    }
