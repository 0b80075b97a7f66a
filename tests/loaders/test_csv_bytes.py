"""Cells are filled and nothing else moves, whatever the file looks like."""

import pytest

from loaders.csv_bytes import fill, read_layout


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Commas and LF, no line end at the end of the file.
        (b"id,note\n,a\nb,c", b"id,note\nx,a\nb,c"),
        # CRLF, semicolons, Windows-1252, the id last and blank rows between.
        (
            b"navn;id\r\n\r\n\xc5snes;\r\nL\xf8ten;b\r\n",
            b"navn;id\r\n\r\n\xc5snes;x\r\nL\xf8ten;b\r\n",
        ),
        # Byte order mark, every cell in quotation marks, some doubled, a line end inside one.
        (
            b'\xef\xbb\xbf"id","note"\r\n"","say ""hi"",\r\nand go"\r\n',
            b'\xef\xbb\xbf"id","note"\r\n"x","say ""hi"",\r\nand go"\r\n',
        ),
        # Stray blanks are no id, tabs separate.
        (b"id \tnote\n  \ta\n", b"id \tnote\nx\ta\n"),
    ],
)
def test_only_the_empty_cell_changes(before: bytes, after: bytes) -> None:
    row = 3 if before.startswith(b"navn") else 2
    assert fill(before, "id", {row: "x"}) == after


def test_several_cells_are_filled_in_one_go() -> None:
    content = b"id,note\n,a\nb,c\n,d\n"
    assert fill(content, "id", {2: "first", 4: "second"}) == b"id,note\nfirst,a\nb,c\nsecond,d\n"


@pytest.mark.parametrize(
    ("row", "value", "reason"),
    [
        (3, "x", "row 3 has 'b' in 'id' already"),
        (4, "x", "row 4 has no cell 'id'"),
        (2, "x,y", "cannot stand in a cell as it is"),
        (2, "ø", "cannot stand in a cell as it is"),
    ],
)
def test_what_cannot_be_filled_is_refused(row: int, value: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        fill(b"id,note\n,a\nb,c\n", "id", {row: value})


def test_a_file_whose_cells_cannot_be_told_apart_is_refused() -> None:
    with pytest.raises(ValueError, match="no column 'id'"):
        read_layout(b"", "id")
    with pytest.raises(ValueError, match=r"delimiter|quote|expected|end"):
        read_layout(b'id,note\n,"a" b\n', "id")
