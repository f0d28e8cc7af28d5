"""Simulated annealing around the plan in hand: hundreds of thousands of small exchanges a second, in machine code.

Agents exchange what they do in some waves in a row, and missing heads move to where they cost less; every exchange is
judged by the whole row of each agent it touches, so that what comes out is lawful and its cost exact. Heads missing
never become more or graver. See docs/decisions/0026.
"""
