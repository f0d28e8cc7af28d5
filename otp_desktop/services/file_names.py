"""Names of files made from codes and names that people gave."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST_FILE_NAME = 80
RESERVED_ON_WINDOWS = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe_file_name(name: str) -> str:
    """``DT 13/É`` becomes ``DT-13-E``: letters, digits, dots and hyphens, never hidden nor reserved on Windows."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    safe = re.sub(r"[^A-Za-z0-9.]+", "-", plain).strip("-.")[:LONGEST_FILE_NAME].rstrip("-.") or "_"
    return f"_{safe}" if RESERVED_ON_WINDOWS.match(safe) else safe


def separate_names(names: Iterable[str]) -> Iterator[str]:
    """A safe name for each; names that differ only in characters a file name cannot hold get a number."""
    taken: set[str] = set()
    for one in names:
        name = base = safe_file_name(one)
        rank = 1
        while name.casefold() in taken:
            rank += 1
            name = f"{base}-{rank}"
        taken.add(name.casefold())
        yield name
