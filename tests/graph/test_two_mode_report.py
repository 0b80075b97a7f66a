"""The sentences about a network in two modes, counted by hand."""

from __future__ import annotations

from graph.network import Edge, Network, Node
from graph.two_mode_report import describe_two_mode


def two_mode(ties: str, lang: str = "nb") -> Network:
    """Make a network of actors in small letters and things in capitals."""
    pairs = [tuple(sorted(pair)) for pair in ties.split()]
    letters = sorted(set("".join("".join(pair) for pair in pairs)))
    nodes = [
        Node(one, f"N{one}", "", "", 0, 0.0, kind="initiative" if one.isupper() else "actor")
        for one in letters
    ]
    return Network(nodes, [Edge(one, other, 1.0, 1, ()) for one, other in pairs], {}, lang)


def test_the_largest_and_the_busiest_are_named_with_their_counts() -> None:
    # X has a, b, c; Y has a, b; Z has a alone. The middle of 3, 2 and 1 is 2. c and d are joined.
    assert describe_two_mode(two_mode("aX bX cX aY bY aZ cd")) == [
        "Bildet har 4 aktører og 3 initiativ og avtaler som de er med i.",
        "Flest er med i NX (3), NY (2) og NZ (1).",
        "Halvparten har høyst 2 deltakere i utvalget.",
        "1 initiativ eller avtale har bare én, og binder ingen sammen.",
        "De som er med i flest, er Na (3), Nb (2) og Nc (1).",
        "1 bånd går rett mellom to aktører: medlemskap, eller samarbeid som en kilde oppgir.",
        "Tallene gjelder det kildene sier; at en kilde tier, betyr ikke at noen ikke er med.",
    ]


def test_english_has_its_own_sentences() -> None:
    # X has one and Y two: the middle lies between.
    found = describe_two_mode(two_mode("aX aY bY", "en"))
    assert found[0] == (
        "The picture has 2 actors and 2 initiatives and agreements that they take part in."
    )
    assert "Half of these have at most 1.5 participants in this choice." in found


def test_where_nobody_meets_that_is_what_is_said() -> None:
    assert describe_two_mode(two_mode("ab"))[0] == (
        "Kildene nevner ikke noe som aktørene i utvalget møtes i."
    )
