"""HTTP: pages for people, answers for programs, all from one open snapshot."""

from __future__ import annotations

import os
from importlib import metadata

from flask import Flask, request
from flask_babel import Babel
from werkzeug.exceptions import NotFound

from webapp import asof, compression, errors, language, requestlog, security, site, texts
from webapp.assets import vite_assets
from webapp.indicators import indicators
from webapp.pages import BLUEPRINTS
from webapp.settings import Settings
from webapp.suggest import suggest_texts


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application; without settings they are read from the environment."""
    settings = settings or Settings.from_environ(os.environ)
    app = Flask(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        # Built files have a hash in their names.
        SEND_FILE_MAX_AGE_DEFAULT=86_400,
    )
    # Each page has one address; a redirect would also repeat whatever host the client names.
    app.url_map.merge_slashes = False
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["samspill"] = site.Site(settings)
    Babel(
        app,
        default_locale=language.DEFAULT,
        default_translation_directories="translations",
        locale_selector=language.current_language,
        default_timezone="Europe/Oslo",
    )
    # What is registered first comes last, after all that still writes in a page.
    app.after_request(compression.pack)
    requestlog.install(app, lines=settings.log_requests)
    app.before_request(_refuse_slashes)
    app.before_request(asof.refuse_other_than_a_day)
    app.after_request(asof.carry)
    app.after_request(language.remember_language)
    app.after_request(security.add_headers)
    app.teardown_appcontext(site.release)
    errors.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    app.context_processor(_page_values)
    app.jinja_env.globals["vite_assets"] = vite_assets
    app.jinja_env.globals["suggest_texts"] = suggest_texts
    app.jinja_env.globals["indicators"] = indicators
    app.jinja_env.filters["number"] = texts.number
    app.jinja_env.filters["day"] = texts.day
    return app


def _refuse_slashes() -> None:
    """Know no page by an address with slashes before it, which routing would take away."""
    if request.environ["PATH_INFO"].startswith("//"):
        raise NotFound


def _page_values() -> dict[str, object]:
    """Give what the layout of every page shows."""
    return {
        "lang": language.current_language(),
        "other_language": language.other_language(),
        "as_of": asof.of_page(),
        "site": _facts_of_site(),
    }


def version() -> str:
    """Give the installed version."""
    try:
        return metadata.version("samspill")
    except metadata.PackageNotFoundError:
        return "–"


def _facts_of_site() -> dict[str, str]:
    found = {"version": version()}
    snapshot = site.snapshot_in_use()
    if snapshot is not None:
        found["snapshot"] = snapshot.name
        found["snapshot_date"] = texts.moment(snapshot.published)
    return found
