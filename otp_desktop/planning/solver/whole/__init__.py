"""Small problems solved as a whole: every set of needs that one agent may serve, from the first need to the last.

``rows`` lists the sets by the ``law``; ``people`` take them in whole numbers, ``heads``, ``changes`` and ``softness``
say what that is worth; ``model`` solves one part of the objective after the other, and ``plan`` makes a plan of it.
"""
