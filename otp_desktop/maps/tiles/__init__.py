"""Base maps made of tiles: one file of the user’s, or the two online services he may agree to."""
