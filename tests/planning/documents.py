"""Files of the two formats, as JSON values that a test changes before it reads them."""

import json
from typing import Any

from otp_desktop.planning.problem import Problem
from otp_desktop.planning.problem_file import problem_sha256


def text_of(document: object) -> str:
    return json.dumps(document)


def example() -> dict[str, Any]:
    """The example of the format's own page: every part is there once."""
    row = {"agent": "004512", "need": "E13-07/0902/1", "role": "chief"}
    return {
        "format": "otp-problem/1",
        "name": "rentree 2024",
        "timezone": "Europe/Paris",
        "units": [{"id": "DT13", "name": "Division territoriale 13e", "lat": 48.83, "lon": 2.36}],
        "agents": [
            {
                "id": "004512",
                "unit": "DT13",
                "corps": "PM",
                "grade": "brigadier",
                "lat": 48.83,
                "lon": 2.36,
                "skills": [{"code": "leader"}, {"code": "moto", "from": "2024-01-01", "until": "2024-12-31"}],
                "unavailable": [{"start": "2024-09-02T00:00", "end": "2024-09-03T00:00"}],
                "limits": {"week_minutes": 2880, "total_minutes": 9000},
                "history": {"week_minutes": [2100, 2220], "burden": 14, "last_end": "2024-09-01T22:00"},
            }
        ],
        "sites": [{"id": "E13-07", "name": "École Wurtz", "lat": 48.826, "lon": 2.344, "zone": "75113"}],
        "needs": [
            {
                "id": "E13-07/0902/1",
                "site": "E13-07",
                "start": "2024-09-02T08:05",
                "end": "2024-09-02T09:00",
                "priority": 1,
                "burden": 0,
                "relieved": False,
                "group": "E13-07",
                "roles": [
                    {"id": "guard", "count": 2, "minimum": 1, "skills": [], "corps": ["PM", "ASP"]},
                    {"id": "chief", "count": 1, "minimum": 1, "skills": ["leader"]},
                ],
            }
        ],
        "rules": {
            "duty_minutes": 600,
            "amplitude_minutes": 720,
            "daily_rest_minutes": 660,
            "week_minutes": 2880,
            "mean_week_minutes": 2640,
            "mean_weeks": 12,
            "weekly_rest_minutes": 2100,
            "continuous_minutes": 360,
            "forbidden_mixes": [["ASVP", "PM"]],
            "consecutive_days": 6,
        },
        "travel": {"detour": 1.4, "speed_kmh": 13, "fixed_minutes": 5},
        "wishes": [{"agent": "004512", "start": "2024-09-04T12:00", "end": "2024-09-05T00:00", "cost": 3}],
        "locked": [dict(row)],
        "baseline": [dict(row)],
        "objective": {"travel": 1, "cohesion": 2, "continuity": 3, "equity": 1, "preference": 1},
    }


def example_plan(problem: Problem) -> dict[str, Any]:
    return {
        "format": "otp-plan/1",
        "problem_sha256": problem_sha256(problem),
        "status": "feasible",
        "assignments": [{"agent": "004512", "need": "E13-07/0902/1", "role": "chief"}],
        "shortages": [{"need": "E13-07/0902/1", "role": "guard", "missing": 2, "below_minimum": 1}],
        "objective": {
            "missing_minimum": [1, 0, 0, 0, 0],
            "missing_count": [2, 0, 0, 0, 0],
            "changes": 0,
            "soft": 1234.5,
            "travel_km": 1034.2,
            "extra_units": 40,
            "continuity": 12,
            "equity": 0,
            "preference": 0,
        },
        "bound": {"missing_minimum": [0] * 5, "missing_count": [0, 3, 1, 0, 0], "changes": 0, "soft": 1220.0},
        "seconds": 12.3,
        "seed": 1,
    }


def put(document: Any, path: str, value: object) -> None:
    """Sets the value at a JSON path such as ``/agents/0/id``; a list may grow by one."""
    *parents, last = path.strip("/").split("/")
    for part in parents:
        document = document[int(part)] if isinstance(document, list) else document.setdefault(part, {})
    if isinstance(document, list) and int(last) == len(document):
        document.append(value)
    elif isinstance(document, list):
        document[int(last)] = value
    else:
        document[last] = value
