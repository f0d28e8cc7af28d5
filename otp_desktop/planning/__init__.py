"""The planning engine: a problem in; a plan, a proved bound and reasons out.

A library of its own: no Qt, no database, no translation. The only place that knows OR-Tools.
"""
