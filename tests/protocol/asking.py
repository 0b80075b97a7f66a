"""Queries on the small region whose answers are known by hand."""

PREFIX = "PREFIX samspill: <https://w3id.org/samspill/ontology#> "
OWNERS = (
    PREFIX + "SELECT ?actor WHERE { ?p samspill:role "
    "<https://w3id.org/samspill/concept/participation-role/owner> ; samspill:actor ?actor } "
    "ORDER BY ?actor"
)
HAMAR = "https://w3id.org/samspill/id/actor/hamar"
RADET = "https://w3id.org/samspill/id/actor/radet"
MEMBERS = PREFIX + "CONSTRUCT WHERE { ?a a samspill:Municipality }"
#: Two municipalities, in the graph `curated` alone.
COUNT_MEMBERS = PREFIX + "SELECT (COUNT(*) AS ?n) WHERE { ?a a samspill:Municipality }"
GRAPH = "https://w3id.org/samspill/graph/"
#: Every answer is cut at 3,000 rows; these rows make a megabyte well before that.
WIDE = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUERY = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
