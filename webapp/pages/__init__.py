"""The pages: one module an entry of the address."""

from flask import Blueprint

from webapp.pages import (
    about,
    downloads,
    editor,
    gaps,
    health,
    home,
    missing_ties,
    network,
    network_files,
    ontology,
    quality,
    questions,
    search,
    sources,
    sparql,
    things,
    wellknown,
    what_if,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.pages,
    search.pages,
    things.pages,
    ontology.pages,
    network.pages,
    missing_ties.pages,
    what_if.pages,
    network_files.pages,
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
