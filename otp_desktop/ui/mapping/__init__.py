"""What stands around the map: what its page tells, reach and balance beside it, drawing on it."""
