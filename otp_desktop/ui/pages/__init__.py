"""One page a subject of the sidebar."""
