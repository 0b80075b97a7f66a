"""What the search field says while somebody types; the script has no texts of its own."""

from __future__ import annotations

from flask_babel import gettext as _


def suggest_texts() -> dict[str, str]:
    """Give the address that is asked and the texts; ``%s`` stands for a number or a name."""
    return {
        "address": "/api/search",
        "list": _("Forslag"),
        "some": _("%s forslag, velg med piltastene"),
        "none": _("Ingen forslag"),
        "all": _("Vis alle %s treff"),
        "alias": _("også kjent som «%s»"),
    }
