"""Chains of posts: duties as paths from need to need, chosen together by column generation (docs/decisions/0011)."""
