"""Boards: plans drawn along time, only where they are seen."""
