"""The soft cost of many days, bounded by what heads would have to pay for agents.

Each head on a role line offers a pay, and on each day every agent takes the set of needs that leaves him most after the
way there and home, his wishes, and what his burden makes him ask. No legal plan of the same coverage costs less than
what the heads pay less what the agents are left with (Lagrange, weak duality), whatever the pay.
"""
