"""Who is what in whom, in words: a row of a membership as a phrase."""

from __future__ import annotations

_PHRASES: dict[str, dict[str, str]] = {
    "nb": {
        "member": "{who} er medlem av {body}",
        "board-member": "{who} sitter i styret i {body}",
        "chair": "{who} leder {body}",
        "representative": "{who} er representant i {body}",
        "observer": "{who} er observatør i {body}",
        "owner": "{who} er eier i {body}",
        "host": "{who} er vert for {body}",
        "part": "{who} er del av {body}",
    },
    "en": {
        "member": "{who} is a member of {body}",
        "board-member": "{who} sits on the board of {body}",
        "chair": "{who} chairs {body}",
        "representative": "{who} is a representative in {body}",
        "observer": "{who} is an observer in {body}",
        "owner": "{who} is an owner of {body}",
        "host": "{who} hosts {body}",
        "part": "{who} is part of {body}",
    },
}


def membership_phrase(role: str, who: str, body: str, role_label: str, lang: str) -> str:
    """Say who is what in whom.

    Parameters
    ----------
    role : str
        Code of the list ``membership-role``; another one, or none, is told by its label.
    who, body : str
        Names of the member and of what it is in.
    role_label : str
        What the role is called; may be empty.
    lang : str
        ``"nb"`` or ``"en"``.

    Examples
    --------
    >>> membership_phrase("owner", "Stange", "Hias", "eier", "nb")
    'Stange er eier i Hias'
    >>> membership_phrase("", "Stange", "Hias", "", "nb")
    'Stange er med i Hias'
    >>> membership_phrase("auditor", "Stange", "Hias", "revisor", "nb")
    'Stange er med i Hias (revisor)'
    """
    language = "nb" if lang == "nb" else "en"
    plain = "{who} er med i {body}" if language == "nb" else "{who} is in {body}"
    if role_label and role not in _PHRASES[language]:
        plain += f" ({role_label})"
    return _PHRASES[language].get(role, plain).format(who=who, body=body)
