"""The small region with a reform: what its pages show on a day is counted on paper from here."""

from copy import deepcopy

from tests.loaders.conftest import Rows
from tests.webapp.region import REGION


def dated() -> dict[str, Rows]:
    """Give the region where Hamar has two codes and one fund follows another."""
    tables = deepcopy(REGION)
    common = {"source": "sak", "locator": "L40"}
    tables["actors"] += [
        {"id": "gamle", "type": "Fund", "name_nb": "Gamle fond", "dissolved": "2019", **common},
        {"id": "fra-for", "type": "Fund", "name_nb": "Fra før", "founded": "<2020-06", **common}
        | {"seat": "hamar-omrade"},
        {"id": "nye", "type": "Fund", "name_nb": "Nye fond", "founded": "2020-03", **common}
        | {"seat": "hamar-omrade"},
    ]
    tables["events"] = [
        {"id": "skifte", "type": "merger", "label_nb": "Skiftet", "date": "2020-03-01", **common}
    ]
    tables["event_actors"] = [
        {"id": "ea1", "event": "skifte", "actor": "gamle", "role": "before", **common},
        {"id": "ea2", "event": "skifte", "actor": "nye", "role": "after", **common},
    ]
    tables["names"] += [
        {"id": "a1", "subject": "actor:hamar", "name": "Udatert", "kind": "former", **common},
        {"id": "a2", "subject": "actor:hamar", "name": "Eldst", "kind": "former", **common}
        | {"valid_from": "1950", "valid_to": "1970"},
        {"id": "a3", "subject": "actor:hamar", "name": "Nyest", "kind": "former", **common}
        | {"valid_from": "1971", "valid_to": "1990"},
        {"id": "a4", "subject": "actor:hamar", "name": "HK", "kind": "abbreviation", **common},
    ]
    tables["places"] += [
        {"id": "vang", "type": "MunicipalTerritory", "name": "Vang", "source": "plan"}
    ]
    tables["place_codes"] = [
        {"id": "vang", "place": "vang", "scheme": "municipality-number", "code": "0414"}
        | {"valid_to": "1991-12-31", **common},
        {"id": "old", "place": "hamar-omrade", "scheme": "municipality-number", "code": "0403"}
        | {"valid_to": "2019-12-31", **common},
        {"id": "new", "place": "hamar-omrade", "scheme": "municipality-number", "code": "3403"}
        | {"valid_from": "2020-01-01", **common},
    ]
    tables["memberships"] = [
        {"id": "first", "member": "hamar", "organisation": "radet", "role": "chair"}
        | {"valid_from": "2015", "valid_to": "2017-høst", **common},
        {"id": "undated", "member": "loten", "organisation": "radet", "role": "member", **common},
    ]
    tables["observations"] = [
        {
            "id": "o1",
            "subject": "actor:radet",
            "measure": "employees",
            "value": "12",
            "unit": "persons",
        }
        | {"date": "2016", **common},
        {
            "id": "o2",
            "subject": "actor:radet",
            "measure": "employees",
            "value": "34",
            "unit": "persons",
        }
        | {"date": "2019", **common},
    ]
    return tables
