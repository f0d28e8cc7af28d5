"""What the keyboard does while documents are looked at; QtPdf is not needed to list it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from otp_desktop.texts import _
from otp_desktop.ui.entries import Entry

if TYPE_CHECKING:
    from otp_desktop.ui.preview.preview import Preview

KEY = QKeySequence.StandardKey


def preview_entries(looked_at: "Callable[[], Preview | None]") -> Sequence[Entry]:
    """``looked_at`` gives the preview, and None while nothing is looked at."""

    def entry(text: str, does: "Callable[[Preview], None]", keys: KEY | str, icon: str) -> Entry:
        def run() -> None:
            if (preview := looked_at()) is not None:
                does(preview)

        return Entry(text, run, keys, icon, lambda: "" if looked_at() is not None else _("Look at documents first."))

    return (
        entry(_("Larger"), lambda preview: preview.view.zoom_in(), KEY.ZoomIn, "magnify-plus-outline"),
        entry(_("Smaller"), lambda preview: preview.view.zoom_out(), KEY.ZoomOut, "magnify-minus-outline"),
        entry(
            _("As wide as the window"), lambda preview: preview.zoom.fit_width(), "Ctrl+0", "arrow-expand-horizontal"
        ),
        entry(_("Whole page"), lambda preview: preview.zoom.fit_page(), "Ctrl+9", "fit-to-page-outline"),
        entry(_("Next page found"), lambda preview: preview.search.step(1), "F3", "chevron-down"),
        entry(_("Previous page found"), lambda preview: preview.search.step(-1), "Shift+F3", "chevron-up"),
    )
