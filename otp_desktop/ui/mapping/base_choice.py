"""Which base map this workstation shows, as the window remembers it; an online one only with a remembered yes."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings

from otp_desktop.services import base_maps
from otp_desktop.services.base_maps import SCHEMATIC, BaseKind, BaseMap

KIND, FILE, SERVICE, AGREED = "map/base", "map/tiles", "map/service", "map/agreed"


@dataclass(frozen=True, slots=True)
class BaseChoice:
    """``file`` is that of the tiles; ``service`` the key of the online service that was agreed to."""

    kind: BaseKind = BaseKind.SCHEMATIC
    file: Path | None = None
    service: str = ""

    def base_map(self) -> BaseMap:
        """Reads the file: not for the interface thread. Raises a KnownError with all that is wrong with it."""
        match self.kind:
            case BaseKind.FILE if self.file is not None:
                return base_maps.file_base(self.file)
            case BaseKind.ONLINE if self.service:
                return base_maps.online_base(self.service)
        return SCHEMATIC


def read_choice(settings: QSettings) -> BaseChoice:
    """The schematic map, where nothing else is remembered, and where nobody agreed to the service."""
    kind, service = str(settings.value(KIND, "")), str(settings.value(SERVICE, ""))
    file = str(settings.value(FILE, ""))
    if kind == BaseKind.FILE and file:
        return BaseChoice(BaseKind.FILE, Path(file))
    known = {each.key for each in base_maps.online_services()} if kind == BaseKind.ONLINE else set()
    if service in known and str(settings.value(f"{AGREED}/{service}", "")):
        return BaseChoice(BaseKind.ONLINE, service=service)
    return BaseChoice()


def keep_choice(settings: QSettings, choice: BaseChoice) -> None:
    """Any other choice takes the agreement to an online service back."""
    settings.remove(AGREED)
    settings.setValue(KIND, str(choice.kind))
    settings.setValue(FILE, str(choice.file or ""))
    settings.setValue(SERVICE, choice.service)
    if choice.kind is BaseKind.ONLINE:
        settings.setValue(f"{AGREED}/{choice.service}", date.today().isoformat())
    settings.sync()
