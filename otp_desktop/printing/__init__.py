"""Sheets on paper: the only place that knows ReportLab.

A sheet is a story of flowables laid out on pages before anything is drawn; its text is drawn as it is and never parsed
as markup, so nothing in a name can change the page.
"""
