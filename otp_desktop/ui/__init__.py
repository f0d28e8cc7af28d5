"""The window: Qt only, over the services; nothing here knows the database, the solver, the paper or the map."""

# Pydantic, which the templates load, must come before PySide6: once shiboken's signature loader is active it looks
# into each module that is imported, and pydantic's lazy attributes then import themselves in a circle.
import otp_desktop.services.templates  # noqa: F401
