"""The tables of ``RESULTS.md``, one a module: results in, lines of Markdown out."""
