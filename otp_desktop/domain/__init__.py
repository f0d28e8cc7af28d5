"""What the words of the trade mean: frozen dataclasses and plain functions, standard library only."""
