"""The import assistant: what a file lists, what its columns mean, what it would change, what it did."""
