"""The small region as it is told later; what differs is counted on paper from here."""

from copy import deepcopy

from tests.loaders.conftest import Rows
from tests.webapp.region import REGION


def later() -> dict[str, Rows]:
    """Give the region as it is later.

    Stange comes, takes part in Grønn vekst and works with the council. Hamar gets another name.
    Tiltak 30 goes. Løten is a project owner instead of a partner. The planned project begins a
    month later. Kari, a person, answers for Grønn vekst.
    """
    tables = deepcopy(REGION)
    tables["actors"].append(
        {"id": "stange", "type": "Municipality", "name_nb": "Stange kommune", "source": "plan"}
    )
    next(row for row in tables["actors"] if row["id"] == "hamar")["name_nb"] = "Hamar bykommune"
    tables["initiatives"] = [row for row in tables["initiatives"] if row["id"] != "tiltak-30"]
    next(row for row in tables["initiatives"] if row["id"] == "rom")["start"] = "2025-07-01"
    next(row for row in tables["participations"] if row["id"] == "gronn-loten")["role"] = "owner"
    tables["participations"].append(
        {
            "id": "gronn-stange",
            "actor": "stange",
            "initiative": "gronn",
            "role": "partner",
            "source": "plan",
            "locator": "L22",
        }
    )
    tables["collaborations"].append(
        {"id": "stange-radet", "left": "stange", "right": "radet", "source": "plan"}
    )
    tables["persons"] = [{"id": "kari", "name": "Kari Nordmann", "source": "sak", "locator": "L41"}]
    tables["responsibilities"] = [
        {
            "id": "kari-leder",
            "person": "kari",
            "subject": "initiative:gronn",
            "role": "project-manager",
            "employer": "hamar",
            "source": "sak",
            "locator": "L41",
        }
    ]
    return tables
