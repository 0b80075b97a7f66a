"""Events, analyses, observations and topics."""

from loaders.tables import RDFS_LABEL, Table, code, dated, link, ref, value, words
from ontology.namespaces import Samspill

TABLES = (
    Table(
        "events",
        Samspill.Event,
        (
            code("type", Samspill.eventType, "event-type", required=True),
            *words("label", RDFS_LABEL, required=True),
            dated(value("date", "date", Samspill.date), Samspill.datePrecision),
        ),
        validity=False,
        modal=True,
    ),
    Table(
        "event_actors",
        Samspill.EventActor,
        (
            link("event", Samspill.event, "events", required=True),
            link("actor", Samspill.actor, "actors", required=True, unnamed=True),
            code("role", Samspill.role, "event-role", required=True),
        ),
        modal=True,
    ),
    Table(
        "analyses",
        Samspill.Analysis,
        (
            *words("label", RDFS_LABEL, required=True),
            link("by", Samspill.analysedBy, "actors", unnamed=True),
            dated(value("date", "date", Samspill.date), Samspill.datePrecision),
        ),
        validity=False,
        modal=True,
    ),
    Table(
        "observations",
        Samspill.Observation,
        (
            ref("subject", Samspill.subject, required=True),
            code("measure", Samspill.measure, "measure", required=True),
            value("value", "decimal", Samspill.value),
            code("bound", Samspill.bound, "amount-bound"),
            code("unit", Samspill.unit, "unit"),
            code("direction", Samspill.direction, "direction"),
            dated(value("date", "date", Samspill.date), Samspill.datePrecision),
        ),
        modal=True,
    ),
    Table(
        "topics",
        Samspill.Topic,
        (
            code("scheme", Samspill.topicScheme, "topic-list", required=True),
            *words("label", RDFS_LABEL, required=True),
            link("broader", Samspill.broader, "topics"),
            value("close_match", "url", Samspill.closeMatch),
        ),
    ),
    Table(
        "topic_links",
        Samspill.TopicLink,
        (
            ref("subject", Samspill.subject, required=True),
            link("topic", Samspill.topic, "topics", required=True, unnamed=True),
        ),
        modal=True,
    ),
)
