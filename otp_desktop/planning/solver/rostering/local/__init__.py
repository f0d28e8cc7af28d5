"""Local search over rosters, in machine code: one member's stretch of days drawn anew, or swapped with another's."""
