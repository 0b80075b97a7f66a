"""The application on the small region, as the pages' tests have it."""

from tests.webapp.conftest import app, client, snapshots

__all__ = ["app", "client", "snapshots"]
