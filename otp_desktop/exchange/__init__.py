"""Files in and out: CSV, XLSX and GeoJSON. Never touches the database.

Columns are recognised by meaning: by the words of their headings, then by what they hold.
"""
