"""The document of the library is what its command writes."""

from queries import readme


def test_the_document_is_up_to_date() -> None:
    assert readme.PLACE.read_text(encoding="utf-8") == readme.text()
