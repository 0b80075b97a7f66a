"""Pages of things: all of the tables, and a made-up actor of 10,000 participations.

Figure to reach: p95 at most 30 ms in the server, also for the actor of 10,000. The made-up actor
stands beside the curated tables: it takes part in 10,000 made-up initiatives with names in random
order (seed 20260601), a source, a role and, for half of them, a year. Its page is asked for at
random pages of its list. The pages of the tables are 300 actors, initiatives, places, documents,
strategies and goals chosen at random. Times are those of the whole application without the
network: request, queries, template, answer, one request at a time, so that the processor's time
is that of a machine with nothing else to do. "First" is the first request for a thing in a
snapshot, when the site keeps nothing of it but what the build has computed; "again" is any later
one. The clock's time is longer where the machine has other work.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterable
from csv import DictReader, DictWriter
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from flask.testing import FlaskClient

from graph import snapshot
from graph.store import open_store
from loaders.build import Recipe, build
from queries import catalogue
from webapp import create_app, preparing
from webapp.settings import Settings

ROOT = Path(__file__).parents[1]
SEED = 20260601
PARTICIPATIONS = 10_000
THINGS = 300
AGAIN = 100
BROWSER = {"Accept": "text/html"}
#: What readers open; pages of single rows are shorter.
_KINDS = ("actor/", "initiative/", "place/", "source/", "strategy/", "goal/")
_ID = "https://w3id.org/samspill/id/"
_SYLLABLES = ("ås", "øy", "ær", "vik", "dal", "berg", "nes", "fjell", "rud", "lund", "hav", "tun")


def table() -> str:
    """Measure and give the table."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "data", data)
        _make_up(data)
        root = Path(folder) / "snapshots"
        recipe = Recipe(
            data,
            catalogue.rules(),
            catalogue.checks(),
            gaps=catalogue.gaps(),
            finish=preparing.finish(),
        )
        build(recipe, root)
        return _measured(root)


def _make_up(data: Path) -> None:
    rng = random.Random(SEED)
    names = [
        f"{''.join(rng.choices(_SYLLABLES, k=3)).capitalize()} {number}"
        for number in range(PARTICIPATIONS)
    ]
    with (data / "sources.csv").open(encoding="utf-8") as file:
        said = {"source": next(DictReader(file))["id"], "locator": "L1"}
    _append(
        data / "actors.csv",
        [{"id": "made-up", "type": "Company", "name_nb": "Oppdiktet", **said}],
    )
    _append(
        data / "initiatives.csv",
        (
            {"id": f"made-up-{number}", "type": "Project", "name_nb": name, **said}
            | ({"start": str(rng.randrange(2000, 2025))} if number % 2 else {})
            for number, name in enumerate(names)
        ),
    )
    _append(
        data / "participations.csv",
        (
            {"id": f"made-up-{number}", "actor": "made-up", "initiative": f"made-up-{number}"}
            | {"role": rng.choice(("owner", "partner")), **said}
            for number in range(PARTICIPATIONS)
        ),
    )


def _append(file: Path, rows: Iterable[dict[str, str]]) -> None:
    with file.open(encoding="utf-8", newline="") as read:
        columns = DictReader(read).fieldnames or []
    with file.open("a", encoding="utf-8", newline="") as write:
        DictWriter(write, columns, restval="").writerows(rows)


def _measured(root: Path) -> str:
    rng = random.Random(SEED)
    things = _things(root)
    app = create_app(Settings(snapshots=root, watch_seconds=0, log_requests=False))
    client = app.test_client()
    _seconds(client, "/page/topic/none")  # opens the snapshot, reads the templates
    _seconds(client, f"/page/{things[0]}")
    chosen = rng.sample(things[1:], k=THINGS)
    last = PARTICIPATIONS // 25

    def large(extra: str = "") -> str:
        return f"/page/actor/made-up?participation-actor={rng.randint(1, last)}{extra}"

    visits: list[tuple[str, list[str]]] = [
        ("things of the tables, first", [f"/page/{one}" for one in chosen]),
        ("things of the tables, again", [f"/page/{one}" for one in chosen]),
        ("10,000 participations, first", [large()]),
        ("10,000 participations, again", [large() for _ in range(AGAIN)]),
        ("10,000 on a day, first", [large("&at=2015-06-01")]),
        ("10,000 on a day, again", [large("&at=2015-06-01") for _ in range(AGAIN)]),
    ]
    text = (
        "| page | times | processor: median, ms | p95, ms | worst, ms | by the clock: p95, ms |\n"
        "|---|---|---|---|---|---|\n"
    )
    for what, addresses in visits:
        times = [_seconds(client, address) for address in addresses]
        busy = [one[0] * 1000 for one in times]
        text += (
            f"| {what} | {len(times)} | {median(busy):.1f} | {_p95(busy):.1f} | {max(busy):.1f} "
            f"| {_p95([one[1] * 1000 for one in times]):.1f} |\n"
        )
    app.extensions["samspill"].close()
    return text


def _things(root: Path) -> list[str]:
    reader = open_store(snapshot.current(root).store_path)
    try:
        rows = reader.select(
            "SELECT DISTINCT ?thing { ?thing <https://w3id.org/samspill/ontology#table> ?table } "
            "ORDER BY ?thing"
        )
        found = [row["thing"].value.removeprefix(_ID) for row in rows]
        return [one for one in found if one.startswith(_KINDS) and "made-up" not in one]
    finally:
        reader.close()


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


def _seconds(client: FlaskClient, address: str) -> tuple[float, float]:
    """Give the seconds of the processor and those of the clock."""
    start, busy = perf_counter(), process_time()
    response = client.get(address, headers=BROWSER)
    seconds = (process_time() - busy, perf_counter() - start)
    if response.status_code not in (200, 404):
        raise RuntimeError(f"{address}: {response.status}")
    return seconds
