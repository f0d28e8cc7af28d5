"""What the whole program needs before its first window: style, theme, and Qt's own words in French."""

import gc

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QStyleFactory

from otp_desktop.texts import current_language
from otp_desktop.ui.theme import apply_theme, theme_of

_LOCALES = {"fr": QLocale(QLocale.Language.French, QLocale.Country.France), "en": QLocale(QLocale.Language.English)}


def allow_map() -> None:
    """To call before the QApplication is made: QtWebEngine shares its contexts with the windows."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


class ApplicationLook(QObject):
    """Keeps style, theme and language of the application; lives as long as it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        application.setApplicationName("otp-desktop")
        application.setApplicationDisplayName("OTP Desktop")
        style = QStyleFactory.create("Fusion")
        application.setStyle(style)
        self._speak()
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._follow(hints.colorScheme())

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        apply_theme(self._application, theme_of(scheme))

    def _speak(self) -> None:
        """Calendars, file choosers and standard buttons in the language in use."""
        language = current_language()
        QLocale.setDefault(_LOCALES[language])
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language}", folder):
            self._application.installTranslator(translator)


def spare_the_collector() -> None:
    """To call once the window’s modules are loaded: they stay for ever, so the collector need not walk through them.

    A full collection over the libraries holds every thread for a quarter of a second; without them, a few milliseconds.
    """
    gc.freeze()


def make_application(arguments: list[str]) -> QApplication:
    """The QApplication of the program, dressed; call once."""
    allow_map()
    application = QApplication(arguments)
    ApplicationLook(application)
    spare_the_collector()
    return application
