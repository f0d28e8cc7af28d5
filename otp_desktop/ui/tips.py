"""Tips under the pointer show data as it is: Qt takes for rich text whatever looks like it."""

from html import escape


def tip(text: str) -> str:
    """The text for a tool tip, broken where it is too long for a line; empty for none."""
    return f"<span>{escape(text).replace(chr(10), '<br>')}</span>" if text else ""
