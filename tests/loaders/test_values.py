"""Cells with more than one form: dates, numbers, locators, organisation numbers."""

from datetime import date
from decimal import Decimal

import pytest

from loaders.values import (
    Period,
    organisation_number_is_valid,
    read_decimal,
    read_locator,
    read_period,
)


@pytest.mark.parametrize(
    ("cell", "first", "last", "precision"),
    [
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("2018-02", "2018-02-01", "2018-02-28", "month"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2018-05-30", "2018-05-30", "2018-05-30", "day"),
        ("2018-vår", "2018-01-01", "2018-05-31", "season"),
        ("2018-sommer", "2018-06-01", "2018-08-31", "season"),
        ("2018-høst", "2018-09-01", "2018-11-30", "season"),
        ("2018-vinter", "2018-12-01", "2019-02-28", "season"),
        ("2018~", "2018-01-01", "2018-12-31", "inferred"),
        ("<2025-06", None, "2025-05-31", "before"),
        ("..", None, None, "ongoing"),
    ],
)
def test_a_date_cell_means_its_first_and_last_day(
    cell: str, first: str | None, last: str | None, precision: str
) -> None:
    assert read_period(cell) == Period(
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last) if last else None,
        precision,
    )


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "18",
        "2018-13",
        "2018-02-30",
        "30.05.2018",
        "2018-hø",
        "0000",
        "<..",
        "2018 ",
        "<0001",
        "..~",
        "2018~~",
        "<2018~~",
        "٢٠١٨",
    ],
)
def test_other_text_is_no_date(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_period(cell)


def test_numbers_keep_their_value_and_lose_only_trailing_zeros() -> None:
    assert read_decimal("1400000") == Decimal(1400000)
    assert format(read_decimal("1400000"), "f") == "1400000"
    assert format(read_decimal("9.40"), "f") == "9.4"
    assert format(read_decimal("-0100.50"), "f") == "-100.5"
    assert format(read_decimal("0.00"), "f") == "0"
    assert (
        format(read_decimal("1234567890123456789012345678"), "f") == "1234567890123456789012345678"
    )


@pytest.mark.parametrize(
    "cell", ["1 400 000", "9,4", "1e6", "NaN", "", "-", "1.", ".5", "9" * 30, "١٢"]
)
def test_other_text_is_no_number(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_decimal(cell)


def test_locators_give_their_lines() -> None:
    assert read_locator("L7-8; L30") == [(7, 8), (30, 30)]
    assert read_locator("p. 3; § 4; tab. 2 row 5") == []


@pytest.mark.parametrize("cell", ["", "7-8", "L8-7", "L0", "L7,L8", "side 3", "L٣"])
def test_other_text_is_no_locator(cell: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_locator(cell)


def test_a_check_digit_that_would_be_ten_is_never_valid() -> None:
    # 3*1 + 2*0 + ... gives 1*3 for 10000000x: 11 - 3 = 8, so only 8 is right.
    assert organisation_number_is_valid("100000008")
    assert not organisation_number_is_valid("100000007")
    # 7*5 + 5*... : 00070000x has 7*6 = 42, 42 % 11 = 9, 11 - 9 = 2.
    assert organisation_number_is_valid("000700002")
    # 40000000x: 4*3 = 12, 12 % 11 = 1, 11 - 1 = 10: no digit is right.
    assert not any(organisation_number_is_valid(f"40000000{digit}") for digit in range(10))
