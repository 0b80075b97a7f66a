"""What this is, how it is made, who answers for it, and what is not finished."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from flask import Blueprint, render_template
from flask_babel import gettext as _

from webapp import texts
from webapp.site import opened, site

pages = Blueprint("about", __name__)

#: When the accessibility statement was last gone through; change it with the statement.
STATED = date(2026, 11, 24)


@pages.get("/about")
def about() -> str:
    """Tell method, licence, privacy, limits, accessibility, and where to report a fault."""
    contact = site().settings.contact
    return render_template(
        "about.html",
        contact=contact,
        letter=_letter(contact, opened().snapshot.name) if contact else "",
        stated=texts.day(STATED),
    )


def _letter(contact: str, snapshot: str) -> str:
    said = [
        _("Hva er feil, og hvor står det riktige?"),
        "",
        "",
        "--",
        _("Utgave: %(snapshot)s", snapshot=snapshot),
    ]
    subject, body = quote(_("Feil i Samspill")), quote("\r\n".join(said))
    return f"mailto:{quote(contact, safe='@')}?subject={subject}&body={body}"
