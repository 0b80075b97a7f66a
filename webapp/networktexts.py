"""Words of the network page: kinds of ties, what is left out, and the texts of the picture."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from graph.network import Network
from graph.tie_looks import CERTAIN, UNCERTAIN, looks
from webapp import texts
from webapp.network_choice import network_url


def kinds() -> list[dict[str, str]]:
    """Name the kinds of ties, for the form."""
    return [
        {"value": "participation", "text": _("Deltar i det samme initiativet")},
        {"value": "agreement", "text": _("Er part i den samme avtalen")},
        {"value": "membership", "text": _("Er medlem av den andre")},
        {"value": "collaboration", "text": _("Samarbeid som en kilde oppgir")},
        {"value": "funding", "text": _("Penger fra den ene til den andre")},
        {"value": "responsibility", "text": _("Ansatte som svarer for det samme")},
    ]


def left_out(found: Network) -> list[dict[str, object]]:
    """Tell what a choice leaves out, how much, why, and which link takes it in."""
    names = {
        "modality": _("Planlagt, foreslått eller lignende"),
        "period": _("Annet tidsrom"),
        "undated": _("Tatt med uten dato"),
        "groups": _("Grupper og regioner"),
        "actor_type": _("Andre typer aktører"),
        "place": _("Andre steder"),
        "topic": _("Andre temaer"),
        "weight": _("Svakere bånd"),
        "steps": _("Lenger unna"),
        "path": _("Ikke på veien"),
        "funding_status": _("Penger som ikke er tilsagt"),
        "isolated": _("Aktører uten bånd"),
        "not_an_actor": _("Ikke en aktør"),
    }
    rows: list[dict[str, object]] = []
    for key, one in found.left_out.items():
        detail = ""
        if key == "modality":
            detail = ", ".join(
                texts.count_of_modality(code, count) for code, count in one.detail.items()
            )
        link = {
            "groups": (_("Ta med grupper og regioner"), network_url("/network", groups="1")),
            "isolated": (_("Ta med aktører uten bånd"), network_url("/network", isolated="1")),
        }.get(key)
        rows.append(
            {
                "key": key,
                "name": names[key],
                "count": one.count,
                # The room of networks has no word for how a choice was made; this page has.
                "why": _("Du har ikke valgt å ta dem med.") if key == "modality" else one.why,
                "detail": detail,
                "link": {"text": link[0], "url": link[1]} if link else None,
            }
        )
    return rows


def states() -> dict[str, str]:
    """Name what became of a tie from one period to the next."""
    return {"new": _("Nytt"), "kept": _("Beholdt"), "lost": _("Borte")}


def tie_looks(found: Network, compared: Mapping[tuple[str, str], str] | None) -> dict[str, str]:
    """Name the looks of ties that the picture of a network has; see `graph.tie_looks.looks`."""
    named = states() | {
        CERTAIN: _("Omtalt som et faktum"),
        UNCERTAIN: _("Planlagt, foreslått eller lignende"),
    }
    return {one: named[one] for one in looks(found, compared)}


def picture_texts() -> dict[str, str]:
    """Give the texts that the picture and the panel beside it need."""
    return {
        "tieCount": _("Antall bånd:"),
        "toGroups": _("derav %(count)s til grupper eller regioner", count="{count}"),
        "backToTable": _("Tilbake til tabellen"),
        "back": _("Tilbake"),
        "goTo": _("Gå til %(actor)s", actor="{actor}"),
        "tiesOf": _("Båndene til %(actor)s", actor="{actor}"),
        "actorPage": _("Siden om %(actor)s", actor="{actor}"),
        "noTies": _("Ingen bånd i utvalget."),
        "fetching": _("Henter kildene …"),
        "notFetched": _("Kildene kunne ikke hentes. Tabellen viser dem."),
        "hits": _("%(count)s treff. Enter velger det første.", count="{count}"),
        "noHits": _("Ingen aktør i bildet heter noe slikt."),
        "more": _("Vis %(count)s til", count="{count}"),
    }
