"""The quality report of ``samspill validate --report``, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from loaders.report import BuildReport

_WORDS = {
    "nb": {
        "gaps": "Hull i opplysningene",
        "of": "{count} av {total}",
        "years": "Kilder etter året de ble publisert",
        "undated": "uten dato",
        "warnings": "Advarsler etter regel",
        "none": "Ingen advarsler.",
        "more": "Navnene står i --json og på siden /quality.",
    },
    "en": {
        "gaps": "Gaps in the information",
        "of": "{count} of {total}",
        "years": "Sources by the year they were published",
        "undated": "without a date",
        "warnings": "Warnings by rule",
        "none": "No warnings.",
        "more": "The names stand in --json and on the page /quality.",
    },
}


def as_text(report: BuildReport, language: str) -> Iterator[str]:
    """Write what the sources leave open, how old they are, and how often each check warns.

    Parameters
    ----------
    report : BuildReport
        Of a build or a validation.
    language : str
        ``nb`` or ``en``.

    Yields
    ------
    str
        Lines without line feeds; every gap has one, those with nothing missing too.
    """
    words = _WORDS[language]
    yield words["gaps"]
    for gap in report.gaps:
        counted = words["of"].format(count=len(gap.things), total=gap.total)
        yield f"  {gap.label[language]}: {counted}"
    yield words["years"]
    for year, count in report.source_years.items():
        yield f"  {year or words['undated']}: {count}"
    yield words["warnings"]
    rules = Counter(finding.rule for finding in report.findings)
    yield from (f"  {rule}: {count}" for rule, count in rules.most_common())
    if not rules:
        yield f"  {words['none']}"
    yield words["more"]
