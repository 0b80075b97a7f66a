"""What the checks of the build mean, and what a curator does about them."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _


@dataclass(frozen=True)
class CheckText:
    """What a finding means to a reader, and what a curator does."""

    meaning: str
    cure: str


def check_text(check: str) -> CheckText:
    """Explain a check by its name; what is not known by name gets what holds for all."""
    known = {
        "funding-without-party": CheckText(
            _(
                "Beløpet står uten noen som gir eller får det. Oftest er grunnen at dokumentet "
                "ikke sier det, og det er også en opplysning."
            ),
            _(
                "Les linjene en gang til. Nevner de giver eller mottaker, legges de til i "
                "tabellen funding_parties. Hvis ikke, blir varselet stående, og merknaden sier "
                "hvorfor."
            ),
        ),
        "part-outside-whole-period": CheckText(
            _(
                "Delen begynner etter at helheten er slutt. Enten er en dato lest feil, eller så "
                "sier dokumentene forskjellige ting."
            ),
            _(
                "Sammenlign datoene med linjene i begge radene. Sier dokumentene det slik, føres "
                "det som en motsigelse."
            ),
        ),
        "source-without-rows": CheckText(
            _("Dokumentet har en fil, men ingenting er lest ut av det ennå."),
            _("Les dokumentet og før radene, eller ta bort filnavnet hvis det bare er omtalt."),
        ),
    }
    return known.get(check) or CheckText(
        _("En rad følger ikke helt en regel for tabellen sin. Opplysningen er likevel med."),
        _(
            "Åpne tabellen på raden som står her, les linjene i dokumentet en gang til, og rett "
            "cellen eller forklar den i merknaden. Kjør samspill validate etterpå."
        ),
    )
