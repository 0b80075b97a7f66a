"""The pages: one module an entry of the address."""

from flask import Blueprint

from webapp.pages import about, downloads, health, home, network, ontology, search, sparql, things

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.pages,
    search.pages,
    things.pages,
    ontology.pages,
    network.pages,
    sparql.pages,
    downloads.pages,
    about.pages,
    health.pages,
)
