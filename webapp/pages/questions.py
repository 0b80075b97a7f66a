"""The question library: a list by theme, and a page with form and answer for each question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from graph.names import fold
from graph.results import RDF_FORMATS, RESULT_FORMATS, Format
from graph.snapshot import Snapshot, list_snapshots
from graph.store import Reader, open_store
from ontology.errors import ParameterError
from queries import questions as catalogue
from queries.answers import Answer, answer
from queries.library_rdf import library_turtle
from queries.questions import LANGUAGES, THEMES, Question
from webapp.asof import as_of
from webapp.citing import address, cite
from webapp.errors import status_of
from webapp.language import current_language
from webapp.negotiation import PAGE, choose, wants_page
from webapp.questionpage import MOST_SHOWN, form_fields, said, show
from webapp.site import opened, site
from webapp.sparql_running import asked_snapshot

pages = Blueprint("questions", __name__)

#: Words of the address that are no parameters of a question.
_OWN = ("lang", "snapshot", "at")


@pages.get("/questions")
def index() -> Response | str:
    """List the questions by theme, or those that a search finds; as RDF for who asks for it."""
    if not wants_page():
        offered = {"page": PAGE, "turtle": ("text/turtle", "application/x-turtle")}
        if choose(offered) == "turtle":
            return as_turtle()
    language = current_language()
    sought = request.args.get("q", "").strip()[:200]
    found = search(sought, language)
    themes = [
        {
            "id": theme,
            "name": names[language],
            "questions": [_card(one, language) for one in found if one.theme == theme],
        }
        for theme, names in THEMES.items()
    ]
    return render_template(
        "questions.html",
        q=sought,
        count=len(found),
        themes=[theme for theme in themes if theme["questions"]],
    )


@pages.get("/questions.ttl")
def as_turtle() -> Response:
    """Give the library as RDF."""
    body = library_turtle(catalogue.library(), opened().reader, request.host_url + "sparql")
    response = Response(body, mimetype="text/turtle")
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    return response


@pages.get("/api/questions")
def as_json() -> Response:
    """Give the library for programs: texts, parameters, columns and the addresses of answers."""
    told = [_described(one) for one in catalogue.library()]
    return jsonify({"themes": THEMES, "questions": told})


@pages.get("/questions/<name>")
def show_question(name: str) -> Response:
    """Show a question's form, and its answer for the values in the address."""
    question = catalogue.question(name)
    language = current_language()
    snapshot = opened()
    day = _day_of(question)
    given = _given(question)
    found, error = None, None
    with _cited(request.args.get("snapshot", "")) as cited:
        try:
            found = answer(question, cited.reader, given, language)
        except ParameterError as refused:
            error = refused
    parts: dict[str, object] = {}
    if found is not None:
        parts = _answered(found, cited, language)
    values = found.values if found else {**_defaults(question), **given}
    text = render_template(
        "question.html",
        question=question,
        title=question.title[language],
        means=question.means[language],
        means_not=question.means_not[language],
        theme={"id": question.theme, "name": THEMES[question.theme][language]},
        fields=form_fields(snapshot, question, values, language),
        follows_day=day is not None and found is not None and _follows(question, values, day),
        error=error.text(language) if error else "",
        error_name=error.name if error else "",
        most_shown=MOST_SHOWN,
        cited=cited,
        current_url=address(name, values) if found else "",
        **parts,
    )
    return make_response(text, status_of(error) if error else 200)


@pages.get("/questions/<name>.<form>")
def as_file(name: str, form: str) -> Response:
    """Give the answer, or the query with its values, as a file."""
    question = catalogue.question(name)
    language = current_language()
    with _cited(request.args.get("snapshot", "")) as cited:
        if cited.missing:
            asked_snapshot(cited.asked)  # says that it is gone, and which is the nearest
        found = answer(question, cited.reader, _given(question), language)
    if form == "rq":
        response = Response(found.query, mimetype="application/sparql-query")
    else:
        offered = formats(question)
        chosen = next((one for one in offered.values() if form in (one.name, one.extension)), None)
        if chosen is None:
            raise catalogue.NoSuchQuestion("question", f"{name}.{form}")
        response = Response(found.written(chosen.name), mimetype=chosen.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["Samspill-Snapshot"] = cited.name
    response.headers["Samspill-Checksum"] = found.checksum
    # The same address is another answer after a build or in another language.
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    return response


def formats(question: Question) -> dict[str, Format]:
    """Give the formats that the answer to a question can have."""
    return RDF_FORMATS if question.form == "CONSTRUCT" else RESULT_FORMATS


def search(sought: str, language: str) -> list[Question]:
    """Give the questions that hold every word that somebody typed; all for no word.

    Titles, keywords and themes are searched in both languages; the language of the page decides
    nothing but the order of the library.
    """
    wanted = fold(sought).split()
    found = []
    for question in catalogue.library():
        words = " ".join(
            " ".join((question.title[one], *question.keywords[one], THEMES[question.theme][one]))
            for one in LANGUAGES
        )
        text = fold(f"{question.name} {words} {question.means[language]}")
        if all(word in text for word in wanted):
            found.append(question)
    return found


@dataclass(frozen=True)
class _Cited:
    """The snapshot that an answer comes from; ``missing`` when the one asked for is not kept."""

    name: str
    reader: Reader
    asked: str
    missing: bool

    @property
    def older(self) -> bool:
        """True when the answer comes from another snapshot than the one in use."""
        return bool(self.asked) and not self.missing and self.name != opened().snapshot.name


@contextmanager
def _cited(asked: str) -> Iterator[_Cited]:
    """Open the snapshot that an address names; the one in use where it names none."""
    current = opened()
    if not asked or asked == current.snapshot.name:
        yield _Cited(current.snapshot.name, current.reader, asked, False)
        return
    kept = _kept(asked)
    if kept is None:
        yield _Cited(current.snapshot.name, current.reader, asked, True)
        return
    reader = open_store(kept.store_path)
    try:
        yield _Cited(kept.name, reader, asked, False)
    finally:
        reader.close()


def _kept(name: str) -> Snapshot | None:
    return next(
        (one for one in list_snapshots(site().settings.snapshots) if one.name == name), None
    )


def _described(question: Question) -> dict[str, object]:
    host = request.host_url.rstrip("/")
    return {
        "name": question.name,
        "theme": question.theme,
        "title": question.title,
        "means": question.means,
        "means_not": question.means_not,
        "keywords": question.keywords,
        "parameters": [
            {
                "name": one.name,
                "type": one.type,
                "scheme": one.scheme or None,
                "default": one.default,
                "label": one.label,
                "any": one.any,
            }
            for one in question.parameters
        ],
        "columns": [{"name": one.name, "label": one.label} for one in question.columns],
        "view": question.view,
        "query": question.query,
        "page": f"{host}/questions/{question.name}",
        "answers": {
            one.name: f"{host}/questions/{question.name}.{one.extension}"
            for one in formats(question).values()
        },
    }


def _day_of(question: Question) -> date | None:
    """Give the day of the view to a question that has a day to follow it with."""
    return as_of() if any(one.as_of for one in question.parameters) else None


def _given(question: Question) -> dict[str, str]:
    """Give the values of the address; of what it leaves open, those that follow the day."""
    given = {key: value for key, value in request.args.items() if key not in _OWN}
    if (day := _day_of(question)) is None:
        return given
    on_day = {
        one.name: one.default_on(day) for one in question.parameters if one.type in ("date", "year")
    }
    return {**on_day, **{key: value for key, value in given.items() if value.strip()}}


def _follows(question: Question, values: Mapping[str, str], day: date) -> bool:
    """Say whether the answer is about the day of the view, and not about another that was typed."""
    return all(
        values.get(one.name) == one.default_on(day) for one in question.parameters if one.as_of
    )


def _defaults(question: Question) -> dict[str, str]:
    return {parameter.name: parameter.default for parameter in question.parameters}


def _answered(found: Answer, cited: _Cited, language: str) -> dict[str, object]:
    question, snapshot = found.question, opened()
    more = {"lang": language, "snapshot": cited.name}
    names = {
        parameter.label[language]: said(snapshot, parameter, found.values[parameter.name], language)
        for parameter in question.parameters
    }
    left_out = None
    if question.left_out:
        other = catalogue.question(question.left_out)
        values = _shared(other, found.values)
        with _cited(request.args.get("snapshot", "")) as again:
            rest = answer(other, again.reader, values, language)
        left_out = {
            "title": other.title[language],
            "url": address(other.name, values),
            "answer": show(snapshot, rest, language),
        }
    query = urlencode([*found.values.items(), *more.items()], safe=":")
    return {
        "answer": show(snapshot, found, language),
        "turtle": _turtle(found) if question.form == "CONSTRUCT" else "",
        "query": found.query,
        "sparql_url": "/sparql?" + urlencode({"query": found.query}),
        "files": [
            {"text": one.name.upper(), "url": f"/questions/{question.name}.{one.extension}?{query}"}
            for one in formats(question).values()
        ],
        "left_out": left_out,
        "citation": cite(found, names, cited.name, request.host_url),
        "names": names,
    }


def _turtle(found: Answer) -> str:
    lines = found.written("turtle").decode("utf-8").splitlines(keepends=True)
    return "".join(lines[:MOST_SHOWN])


def _shared(question: Question, values: Mapping[str, str]) -> dict[str, str]:
    names = {parameter.name for parameter in question.parameters}
    return {name: value for name, value in values.items() if name in names}


def _card(question: Question, language: str) -> dict[str, object]:
    return {
        "url": f"/questions/{question.name}",
        "title": question.title[language],
        "text": question.means[language],
    }
