"""``python -m webapp.cli`` is the command ``samspill``."""

from webapp.cli import main

main()
