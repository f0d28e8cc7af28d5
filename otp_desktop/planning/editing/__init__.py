"""A plan under the planner's hand: each edit is judged at once, by the checker's rules, where it touches the plan."""
