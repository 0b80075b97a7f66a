"""What this is, how it is made, and what is not finished."""

from __future__ import annotations

from flask import Blueprint, render_template

from webapp.site import opened

pages = Blueprint("about", __name__)


@pages.get("/about")
def about() -> str:
    """Tell method, licence, privacy and limits."""
    snapshot = opened()
    return render_template("about.html", statements=snapshot.statements, figures=snapshot.figures)
