"""Who keeps which group on which days: stints, found by column generation over all days at once.

A stint is one agent of a kind on one group in some parts of the horizon; its face is paid once. The linear program
over stints says what a face is worth on each day, which the bound of the soft cost takes as shares; a dive makes whole
agents of it, and the waves are filled around them.
"""
