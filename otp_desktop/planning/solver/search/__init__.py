"""The steps of a search, and what they share: the plan in hand, what is proved of it, the time, who is told.

``engine`` says their order. Each step is a function of the ``state``, changes the plan by ``attempt`` alone, and ends
when the time is out.
"""
