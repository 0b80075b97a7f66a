"""The pages: one module an entry of the address."""

from flask import Blueprint

from webapp.pages import (
    about,
    changes,
    crawlers,
    downloads,
    editor,
    gaps,
    health,
    home,
    network,
    network_files,
    ontology,
    quality,
    questions,
    relation_files,
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
    relation_files.pages,
    ontology.pages,
    network.pages,
    network_files.pages,
    sources.pages,
    quality.pages,
    gaps.pages,
    questions.pages,
    sparql.pages,
    editor.pages,
    changes.pages,
    crawlers.pages,
    downloads.pages,
    about.pages,
    health.pages,
    wellknown.pages,
)
