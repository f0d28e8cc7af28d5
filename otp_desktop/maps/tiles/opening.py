"""Opens a file of tiles, whichever of the two formats it is in, and says all that is wrong with it."""

from pathlib import Path

from otp_desktop.domain.errors import KnownError
from otp_desktop.maps.tiles import mbtiles, pmtiles_archive
from otp_desktop.maps.tiles.mbtiles import MbtilesFile
from otp_desktop.maps.tiles.pmtiles_archive import PmtilesFile
from otp_desktop.maps.tiles.tile_file import BadTilesError, TileFile, faults_of
from otp_desktop.texts import N_


class TilesNotReadError(KnownError):
    template = N_("The base map “{file}” cannot be read: {reason}. Check that the file is there and yours to read.")


class NotTilesError(KnownError):
    template = N_("“{file}” is no base map: it is neither an MBTiles nor a PMTiles file.")


class DamagedTilesError(KnownError):
    template = N_("The base map “{file}” is damaged or cut short: copy or export it again.")


def open_tiles(path: Path) -> TileFile:
    """Raises TilesNotReadError, NotTilesError, DamagedTilesError, and BadTilesError with every fault."""
    kind = _kind(path)
    try:
        file = kind(path)
    except OSError as error:
        raise TilesNotReadError(file=path.name, reason=error.strerror or error) from error
    except Exception as error:  # bytes of a damaged file can raise anything in the reading libraries
        raise DamagedTilesError(file=path.name) from error
    try:
        faults = faults_of(file.info, _sample(file, path))
        if faults:
            raise BadTilesError.of(path.name, faults)
    except BaseException:
        file.close()
        raise
    return file


def _kind(path: Path) -> type[MbtilesFile] | type[PmtilesFile]:
    try:
        with path.open("rb") as stream:
            start = stream.read(len(mbtiles.MAGIC))
    except OSError as error:
        raise TilesNotReadError(file=path.name, reason=error.strerror or error) from error
    if start == mbtiles.MAGIC:
        return MbtilesFile
    if start.startswith(pmtiles_archive.MAGIC):
        return PmtilesFile
    raise NotTilesError(file=path.name)


def _sample(file: MbtilesFile | PmtilesFile, path: Path) -> bytes | None:
    try:
        return file.first_tile()
    except Exception as error:  # as above
        raise DamagedTilesError(file=path.name) from error
