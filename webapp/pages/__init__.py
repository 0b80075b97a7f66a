"""The pages: one module an entry of the address."""

from flask import Blueprint

from webapp.pages import (
    about,
    downloads,
    editor,
    gaps,
    goals,
    health,
    home,
    map,
    money,
    network,
    ontology,
    quality,
    questions,
    search,
    sources,
    sparql,
    things,
    wellknown,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.pages,
    search.pages,
    things.pages,
    ontology.pages,
    network.pages,
    money.pages,
    goals.pages,
    map.pages,
    sources.pages,
    quality.pages,
    gaps.pages,
    questions.pages,
    sparql.pages,
    editor.pages,
    downloads.pages,
    about.pages,
    health.pages,
    wellknown.pages,
)
