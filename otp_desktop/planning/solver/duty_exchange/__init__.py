"""Hands the duties of a day out again: each stays whole, and one flow finds the best agent for each.

Waves alone cannot move a duty of several posts from one agent to another: the first post moved costs two ways more.
So it is with what is left of the day's duties at some moment, their tails: whoever is on duty then may go on with the
rest of another's.
Duties that begin on another day, or that a lock, a neighbouring duty or a second duty of the day binds to their agent,
stay where they are.
"""
