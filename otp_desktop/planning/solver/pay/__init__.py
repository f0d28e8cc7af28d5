"""The soft cost of many days, bounded by what heads would have to pay for agents.

Each head on a role line offers a pay, and every agent takes, on each day, a set of needs, so that all days together
leave him most after the ways there and home, his wishes, and what his burden makes him ask; from one day to the next
he rests. No legal plan of the same coverage costs less than
what the heads pay less what the agents are left with (Lagrange, weak duality), whatever the pay.
"""
