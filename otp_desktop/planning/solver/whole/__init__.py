"""Small problems whose coverage is chosen as a whole: every set of needs that one agent may serve, from first to last.

``rows`` lists the sets, ``model`` chooses among them in whole numbers, ``coverage`` asks both and makes a plan of it.
"""
