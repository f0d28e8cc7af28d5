"""How a command ends, as the shell is told."""

OK = 0
BROKEN_RULES = 1  # of a plan; or a sheet that is no longer current
KNOWN_ERROR = 2  # bad arguments, a missing file…
BUG = 70  # EX_SOFTWARE
INTERRUPTED = 130  # as by Ctrl-C
