"""How documents are put on paper, as a planner chooses it."""

from otp_desktop.printing.page_format import A4, PageFormat, PagesASheet, Paper, Turn

__all__ = ["A4", "PageFormat", "PagesASheet", "Paper", "Turn"]
