"""Tests of the annealing."""
