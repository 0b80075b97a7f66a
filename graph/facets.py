"""Counting along facets: how many things are left by each value that may still be chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FacetTable:
    """Which things have which value of which facet.

    Parameters
    ----------
    values : mapping of str to mapping of str to frozenset of str
        By facet and value, the things that have it. A thing may have several values of a facet
        (two places, many sources) or none.
    """

    values: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, triples: Iterable[tuple[str, str, str]]) -> FacetTable:
        """Make a table of thing, facet and value.

        Examples
        --------
        >>> table = FacetTable.of([("a", "place", "hamar"), ("b", "place", "hamar")])
        >>> sorted(table.values["place"]["hamar"])
        ['a', 'b']
        """
        collected: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for thing, facet, value in triples:
            collected[facet][value].add(thing)
        return cls(
            {
                facet: {value: frozenset(things) for value, things in values.items()}
                for facet, values in collected.items()
            }
        )

    def narrowed(self, within: Collection[str], choice: Mapping[str, str]) -> set[str]:
        """Give the things that have every value chosen.

        Parameters
        ----------
        within : collection of str
            The things that there are to choose among, such as the hits of a search.
        choice : mapping of str to str
            One value a facet. A value that nothing has leaves nothing.
        """
        left = set(within)
        for facet, value in choice.items():
            left &= self._having(facet, value)
        return left

    def counts(
        self, within: Collection[str], choice: Mapping[str, str]
    ) -> dict[str, dict[str, int]]:
        """Count what each value would leave.

        Parameters
        ----------
        within : collection of str
            The things that there are to choose among.
        choice : mapping of str to str
            One value a facet.

        Returns
        -------
        dict of str to dict of str to int
            By facet and value, how many things there would be with this value and the values
            chosen of the *other* facets: a facet's own choice does not narrow its own counts,
            since a click on another of its values replaces it. Values with none are absent,
            except one that is chosen.

        Examples
        --------
        >>> table = FacetTable.of(
        ...     [("a", "kind", "actor"), ("b", "kind", "place"),
        ...      ("a", "place", "hamar"), ("b", "place", "hamar")]
        ... )
        >>> table.counts(["a", "b"], {"kind": "actor"})
        {'kind': {'actor': 1, 'place': 1}, 'place': {'hamar': 1}}
        """
        whole = self.narrowed(within, choice)
        counted: dict[str, dict[str, int]] = {}
        for facet, values in self.values.items():
            chosen = choice.get(facet)
            left = whole
            if chosen is not None:
                others = {name: value for name, value in choice.items() if name != facet}
                left = self.narrowed(within, others)
            counted[facet] = {
                value: count
                for value, things in values.items()
                if (count := len(left & things)) or value == chosen
            }
        return counted

    def _having(self, facet: str, value: str) -> frozenset[str]:
        return self.values.get(facet, {}).get(value, frozenset())
