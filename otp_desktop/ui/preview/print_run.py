"""From the preview to the system's print dialog, and on to the printer."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from otp_desktop.texts import _, ngettext
from otp_desktop.texts.formats import number
from otp_desktop.ui.background import Job
from otp_desktop.ui.desk import Desk
from otp_desktop.ui.messages import show_notice
from otp_desktop.ui.preview.paper import print_pages

DUPLEX = "printing/duplex"


class PrintRun(QObject):
    """Asks for a printer, then prints in the background with progress and Stop."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent

    def start(self, file: Path, starts: frozenset[int], pages: int) -> None:
        """``pages`` are those of the file, ``starts`` those to begin on a front.

        Printers are looked for in the background: a network is slow to answer.
        """
        self._desk.background.query(
            self, QPrinterInfo.availablePrinterNames, partial(self._ask, file, starts, pages), key="printers"
        )

    def print_on(self, printer: QPrinter, file: Path, starts: frozenset[int]) -> None:
        duplex = printer.duplex()
        self._desk.settings.setValue(DUPLEX, duplex.value)
        fronts = starts if duplex != QPrinter.DuplexMode.DuplexNone else None
        self._desk.background.run(
            Job(
                owner=self,
                function=lambda control: print_pages(control, file, fronts, printer),
                done=lambda printed: self._tell(printer, printed),
                title=_("Printing {file}").format(file=file.stem),
                can_stop=True,
            )
        )

    def _ask(self, file: Path, starts: frozenset[int], pages: int, printers: list[str]) -> None:
        if not printers:
            show_notice(
                self._parent,
                _("No printer is set up on this workstation."),
                _("Ask for one to be installed, or save the documents as PDF and print them elsewhere."),
            )
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDuplex(self._remembered_duplex())
        dialog = QPrintDialog(printer, self._parent.window())
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, pages)
        dialog.accepted.connect(lambda: self.print_on(printer, file, starts))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)  # its own one wants a receiver

    def _remembered_duplex(self) -> QPrinter.DuplexMode:
        try:
            return QPrinter.DuplexMode(int(str(self._desk.settings.value(DUPLEX))))
        except ValueError:
            return QPrinter.DuplexMode.DuplexNone

    def _tell(self, printer: QPrinter, printed: int) -> None:
        text = ngettext("{count} page was sent to {printer}.", "{count} pages were sent to {printer}.", printed)
        show_notice(self._parent, text.format(count=number(printed), printer=printer.printerName()))
