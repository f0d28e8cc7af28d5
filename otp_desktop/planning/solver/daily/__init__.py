"""The work of one day as a whole: each agent takes a set of needs that the law lets one person serve."""
