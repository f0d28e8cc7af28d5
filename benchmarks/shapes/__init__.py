"""Odd problems: shapes that no scenario has, made from a seed, to find what the engine was not thought for.

``python -m benchmarks.shapes`` runs them all; see ``run.py``.
"""

from benchmarks.shapes.crowds import CROWDS
from benchmarks.shapes.edges import EDGES
from benchmarks.shapes.hours import HOURS
from benchmarks.shapes.parts import Shape

__all__ = ["SHAPES", "Shape"]

SHAPES: dict[str, Shape] = CROWDS | HOURS | EDGES
