"""Money out and in of an actor: sums that count nothing twice, and what they leave out."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest

from queries import questions
from queries.answers import answer
from tests.webapp.conftest import Visitor, build_region, close
from tests.webapp.region import REGION
from webapp import create_app
from webapp.money_of_actor import FUNDER, QUESTIONS, RECIPIENT, money_of_role
from webapp.settings import Settings
from webapp.site import opened

MORE = {"source": "sak", "locator": "L40"}
NOK = {"currency": "NOK", "kind": "grant", "status": "granted"}


@pytest.fixture(scope="module")
def rich_visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Visit a region where Hamar gives and receives money in every way that sums must know."""
    tables = deepcopy(REGION)
    tables["funding"] = [
        # Counted: 100 alone, and the stated share 30 of 90.
        {"id": "alone", "subject": "initiative:gronn", "amount": "100", **NOK, **MORE},
        {"id": "share", "subject": "initiative:gronn", "amount": "90", **NOK, **MORE},
        # Of 50 nobody knows how much is Hamar's and how much Løten's.
        {"id": "both", "subject": "initiative:gronn", "amount": "50", **NOK, **MORE},
        # Part of the first: counted with it.
        {"id": "part", "subject": "initiative:gronn", "amount": "40", "part_of": "alone"}
        | {**NOK, **MORE},
        {"id": "about", "subject": "initiative:gronn", "amount": "7", "bound": "approximate"}
        | {**NOK, **MORE},
        {"id": "hope", "subject": "initiative:gronn", "amount": "11", "modality": "proposed"}
        | {**NOK, **MORE, "status": "proposed"},
        # Another currency stands alone.
        {"id": "euro", "subject": "initiative:gronn", "amount": "5", **NOK, **MORE}
        | {"currency": "EUR"},
    ]
    parties = [
        ("alone", "hamar", "funder", ""),
        ("share", "hamar", "funder", "30"),
        ("share", "loten", "funder", ""),
        ("both", "hamar", "funder", ""),
        ("both", "loten", "funder", ""),
        ("part", "hamar", "funder", ""),
        ("about", "hamar", "funder", ""),
        ("hope", "hamar", "funder", ""),
        ("euro", "radet", "funder", ""),
        ("euro", "hamar", "recipient", ""),
    ]
    tables["funding_parties"] = [
        {"id": f"{funding}-{actor}", "funding": funding, "actor": actor, "role": role}
        | {"share_amount": share, **MORE}
        for funding, actor, role, share in parties
    ]
    tables["contradictions"], tables["contradiction_claims"] = [], []
    folder: Path = tmp_path_factory.mktemp("money")
    app = create_app(
        Settings(snapshots=build_region(tables, folder), watch_seconds=0, log_requests=False)
    )
    yield Visitor(app.test_client())
    close(app)


def test_money_out_is_summed_by_the_shares_that_are_stated(rich_visitor: Visitor) -> None:
    text = rich_visitor.read("/page/actor/hamar")
    out = text[text.index("Penger ut Slag") : text.index("Penger inn Slag")]
    # 100 and 30 of 90.
    assert "tilskudd tilsagt NOK 130 2 " in out
    assert "andelene er ikke oppgitt tilsagt NOK 50 1 " in out
    # What is left out, and why: two reasons with money, one part that is counted already.
    assert "Omsøkt, foreslått, planlagt eller ventet: 1 (11 kroner)" in out
    assert "Bare omtrent eller minst så mye: 1 (7 kroner)" in out
    assert "Del av et større beløp som er talt med: 1 (40 kroner)" in out


def test_money_in_stands_apart_and_in_its_currency(rich_visitor: Visitor) -> None:
    text = rich_visitor.read("/page/actor/hamar")
    money_in = text[text.index("Penger inn Slag") : text.index("Deltar i")]
    assert "tilskudd tilsagt EUR 5 1 " in money_in
    assert "NOK" not in money_in


def test_the_rest_belongs_to_the_only_one_without_a_share(rich_visitor: Visitor) -> None:
    # 90 less the 30 of Hamar.
    assert "tilskudd tilsagt NOK 60 1 " in rich_visitor.read("/page/actor/loten")


def test_an_actor_without_money_has_no_such_part(rich_visitor: Visitor) -> None:
    assert "Penger ut" not in rich_visitor.read("/page/actor/alle")


@pytest.mark.parametrize("role", [FUNDER, RECIPIENT])
def test_sums_of_the_real_tables_are_those_of_the_library(
    curated_snapshots: Path, role: str
) -> None:
    app = create_app(Settings(snapshots=curated_snapshots, watch_seconds=0, log_requests=False))
    with app.test_request_context("/"):
        snapshot = opened()
        money = money_of_role(snapshot, role)
        asked = {"kind": "any", "status": "any"}
        rows = answer(questions.question(QUESTIONS[role]), snapshot.reader, asked).rows
    close(app)
    sums: dict[tuple[str, ...], Decimal] = {}
    for part in (one for parts in money.parts.values() for one in parts):
        key = (part.actor or "", *part.group)
        sums[key] = sums.get(key, Decimal(0)) + part.amount
    names = ("actor", "currency", "kind", "status")
    expected = {
        tuple(row[name].value if name in row else "" for name in names): Decimal(
            row["amount"].value
        )
        for row in rows
    }
    assert sums == expected
    assert len(sums) > 20


def test_sums_and_rows_of_a_day_are_of_the_money_that_held(rich_visitor: Visitor) -> None:
    # No amount has a day; what they are for runs from 2018 through the autumn of 2020.
    within = rich_visitor.read("/page/actor/hamar?at=2019-06-01")
    assert "Gjelder en annen tid" not in within
    assert money(within) == money(rich_visitor.read("/page/actor/hamar"))
    after = rich_visitor.read("/page/actor/hamar?at=2021-06-01")
    # Six that Hamar is a giver of and one that it gets; the rows below say the same, but for the
    # one that is only proposed and stands apart.
    assert "Gjelder en annen tid: 6" in after
    assert "Gjelder en annen tid: 1" in after
    assert after.count("Ingen beløp kan summeres.") == 2
    assert "Penger gitt og mottatt 0 6 gjelder en annen tid og er ikke vist." in after


def money(text: str) -> str:
    """Give what a page says of money out and in, to the first thing that rests on the day."""
    return text.partition("Penger ut og inn")[2].partition("Det samme for alle aktører")[0]
