"""How large a file may be: a police force's roll or a city's points are far below."""

MAX_ROWS = 200_000
MAX_MEGABYTES = 200
MAX_COLUMNS = 1_000
MAX_UNPACKED_MEGABYTES = 500  # of a workbook, which is a ZIP archive
MAX_CELLS = 20_000_000  # of a sheet, blank ones included
MAX_CELL_CHARACTERS = 4_000_000  # a polygon in a cell is long; an unclosed quotation mark is longer
