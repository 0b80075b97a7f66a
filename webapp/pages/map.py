"""The map: places as points with a figure each, and the same as a table."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from graph.names import alphabetical
from ontology.errors import ParameterError
from ontology.iri_policy import page_path, table_and_id
from webapp import places_on_map, texts
from webapp.areas_on_map import areas_of
from webapp.asof import as_of
from webapp.drawing_map import draw
from webapp.language import current_language
from webapp.outline import country
from webapp.places_on_map import LEVELS, MEASURES, MONEY, Figure, Places
from webapp.records import Records
from webapp.sheetanswer import SHEETS, sheet_answer
from webapp.site import OpenSnapshot, opened
from webapp.validity import names_of_day

pages = Blueprint("map", __name__)

_HEADER = (
    "id",
    "label",
    "codes",
    "measure",
    "value",
    "date",
    "latitude",
    "longitude",
    "middle_of",
    "iri",
)


@pages.get("/map")
def show_map() -> str:
    """Show the places of a level on a day with a measure, as points and as a table."""
    snapshot = opened()
    level, name = _asked(snapshot)
    day = as_of() or date.today()
    places, records = _read(snapshot, level, name, day)
    ordered = list(places_on_map.by_figure(places, records, alphabetical))
    areas = areas_of(snapshot, places, day)
    said = [(one, records.text(one), _written(places.figures.get(one), name)) for one in ordered]
    drawn = [one for one in ordered if one in places.spots or one in areas]
    values = {"show": level, "measure": name}
    return render_template(
        "map.html",
        levels=_level_options(),
        level=level,
        measures=_measure_options(snapshot),
        measure=name,
        measure_label=_measure_words(name),
        explanation=_explained(name),
        picture=draw(places, areas, said) if areas or places.spots.keys() & set(ordered) else None,
        outline=country(),
        rows=[_row(places, records, place, name, place in areas) for place in ordered],
        has_areas=bool(areas),
        total=len(ordered),
        drawn=len(drawn),
        gone=places.gone,
        undated=places.undated,
        of_day=_of_day(places, name) if as_of() else [],
        day=texts.day(day),
        files=[
            {"text": form.upper(), "url": f"/map.{form}?{urlencode(values)}"} for form in SHEETS
        ],
    )


@pages.get("/map.<any(csv, xlsx):form>")
def as_sheet(form: str) -> Response:
    """Give the places with their points and figures as a table."""
    snapshot = opened()
    level, name = _asked(snapshot)
    places, records = _read(snapshot, level, name, as_of() or date.today())
    return sheet_answer(
        f"map-{level}-{name}-{snapshot.snapshot.name}",
        form,
        _HEADER,
        (
            _sheet_row(places, records, place, name)
            for place in places_on_map.by_figure(places, records, alphabetical)
        ),
    )


def _read(snapshot: OpenSnapshot, level: str, name: str, day: date) -> tuple[Places, Records]:
    language = current_language()
    places = places_on_map.places_of(snapshot, level, day)
    asked = as_of()
    places_on_map.measure(snapshot, places, name, day, language, asked)
    records = Records(snapshot, language, names_of_day(snapshot, asked) if asked else None)
    records.load(places.iris, depth=1)
    return places, records


def _asked(snapshot: OpenSnapshot) -> tuple[str, str]:
    level = request.args.get("show", "") or "municipality"
    name = request.args.get("measure", "") or "actors"
    known = [option["value"] for option in _measure_options(snapshot)]
    for argument, value, allowed in (("show", level, list(LEVELS)), ("measure", name, known)):
        if value not in allowed:
            listed = ", ".join(allowed)
            raise ParameterError(
                argument, value, {"nb": f"velg en av {listed}", "en": f"choose one of {listed}"}
            )
    return level, name


def _level_options() -> list[dict[str, str]]:
    words = {"municipality": _("Kommuner"), "region": _("Regioner"), "county": _("Fylker")}
    return [{"value": level, "text": words[level]} for level in LEVELS]


def _measure_options(snapshot: OpenSnapshot) -> list[dict[str, str]]:
    names = [
        *MEASURES,
        *(MONEY + one for one in places_on_map.currencies(snapshot, current_language())),
    ]
    return [{"value": name, "text": _measure_words(name)} for name in names]


def _measure_words(name: str) -> str:
    if name.startswith(MONEY):
        return _("Tilskudd til mottakere, %(currency)s", currency=name.removeprefix(MONEY))
    return {
        "actors": _("Aktører"),
        "initiatives": _("Initiativer"),
        "population": _("Innbyggere"),
    }[name]


def _explained(name: str) -> str:
    if name.startswith(MONEY):
        return _(
            "Tilsagte tilskudd til mottakere som holder til i stedet eller i en del av det, ellers "
            "arbeider for det. Telleregelen er den samme som på siden om penger."
        )
    return {
        "actors": _("Aktører som har sete i stedet eller en del av det, eller arbeider for det."),
        "initiatives": _("Initiativer som aktørene i stedet deltar i."),
        "population": _("Folketallet som en kilde oppgir, med dagen det gjelder."),
    }[name]


def _of_day(places: Places, name: str) -> list[str]:
    """Say what the figures count of the day of the view."""
    if name == "population":
        return [_("Folketallet er det siste som var kjent denne dagen, ellers det første etter.")]
    left_out, undated = places.of_day
    said = [
        _("Tallene er penger som gjaldt denne dagen.")
        if name.startswith(MONEY)
        else _("Tallene er det som var der denne dagen, i delene som stedet hadde da.")
    ]
    if left_out:
        said.append(
            ngettext(
                "%(num)s til gjelder en annen tid og er ikke talt med.",
                "%(num)s til gjelder en annen tid og er ikke talt med.",
                left_out,
            )
        )
    if undated:
        said.append(
            ngettext(
                "%(num)s er uten tid i kildene, og er talt med.",
                "%(num)s er uten tid i kildene, og er talt med.",
                undated,
            )
        )
    return said


def _written(figure: Figure | None, name: str) -> str:
    if figure is None:
        return _("ikke oppgitt")
    if name.startswith(MONEY):
        return texts.money(figure.value, name.removeprefix(MONEY))
    return texts.number(figure.value)


def _row(
    places: Places, records: Records, place: str, name: str, has_area: bool
) -> dict[str, object]:
    text, language = records.name(place)
    figure = places.figures.get(place)
    value: dict[str, object] = {"text": _written(figure, name)}
    if figure:
        value["url"] = figure.url or None
        value["note"] = texts.day(figure.date) if figure.date else None
    return {
        "anchor": f"place-{place.rpartition('/')[2]}",
        "cells": [
            {"text": text, "lang": language, "url": page_path(place)},
            {"text": ", ".join(sorted(places.codes.get(place, ())))},
            value,
            {"text": _("ja, som areal") if has_area else _standing(places, place)},
        ],
    }


def _standing(places: Places, place: str) -> str:
    spot = places.spots.get(place)
    if spot is None:
        return _("nei, punktet er ikke kjent")
    if not spot.of:
        return _("ja")
    if spot.without:
        return _(
            "ja, midt mellom %(of)s deler; %(without)s til har ikke noe kjent punkt",
            of=texts.number(spot.of),
            without=texts.number(spot.without),
        )
    return _("ja, midt mellom de %(of)s delene", of=texts.number(spot.of))


def _sheet_row(
    places: Places, records: Records, place: str, name: str
) -> tuple[str | int | float | Decimal | None, ...]:
    spot, figure = places.spots.get(place), places.figures.get(place)
    return (
        (table_and_id(place) or ("", ""))[1],
        records.text(place),
        "; ".join(sorted(places.codes.get(place, ()))),
        name,
        figure.value if figure else None,
        figure.date if figure else "",
        spot.latitude if spot else None,
        spot.longitude if spot else None,
        spot.of if spot else None,
        place,
    )
