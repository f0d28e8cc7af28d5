"""Forms and questions; all open without a nested event loop."""
