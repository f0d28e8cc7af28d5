"""Rows prepared for the tables, off the interface thread."""
