"""Rosters by days and kinds of duty: least and most minutes, runs, days off, weekends, wishes, cover."""
