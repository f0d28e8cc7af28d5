"""The summer quarter of 2024 day by day: how much is asked for."""

from datetime import date

FIRST_DAY, LAST_DAY = date(2024, 7, 1), date(2024, 9, 30)
WEEKDAY_DEMAND = (0.90, 0.93, 0.97, 0.98, 1.08, 1.16, 0.98)  # from Monday
PEAKS = {
    date(2024, 7, 14): 1.75,  # national day, torch relay
    date(2024, 7, 15): 1.20,
    date(2024, 7, 26): 2.50,  # opening of the Olympic Games
    date(2024, 7, 27): 1.45,
    date(2024, 8, 10): 1.25,
    date(2024, 8, 11): 1.55,  # closing
    date(2024, 8, 28): 1.60,  # opening of the Paralympic Games
    date(2024, 9, 2): 1.25,  # schools open again
    date(2024, 9, 8): 1.50,  # closing
    date(2024, 9, 14): 1.30,  # parade of the athletes
}
GAMES = (date(2024, 7, 24), date(2024, 8, 11))


def demand(day: date) -> float:
    """How much is asked for on a day, 1 on an ordinary one."""
    return WEEKDAY_DEMAND[day.weekday()] * _season(day) * PEAKS.get(day, 1.0)


def _season(day: date) -> float:
    if GAMES[0] <= day <= GAMES[1]:
        return 1.06
    return 0.92 if day.month == 8 else 1.0
