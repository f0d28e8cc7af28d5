"""What makes a whole file unreadable: one class a cause, each with what to do."""

from typing import ClassVar

from otp_desktop.domain.errors import KnownError
from otp_desktop.texts import N_


class UnreadableFileError(KnownError):
    """Base of the faults of a whole file: nothing of it was taken."""

    template: ClassVar[str] = N_("“{file}” could not be read: {reason}.")


class MissingFileError(UnreadableFileError):
    template = N_("There is no file “{file}”: check its name and folder.")


class FolderError(UnreadableFileError):
    template = N_("“{file}” is a folder: choose a file inside it.")


class EmptyFileError(UnreadableFileError):
    template = N_("“{file}” is empty: export it again.")


class PdfError(UnreadableFileError):
    template = N_("“{file}” is a PDF document, whatever its name says: export the table as CSV or XLSX.")


class ImageError(UnreadableFileError):
    template = N_("“{file}” is a picture, whatever its name says: a CSV, XLSX or GeoJSON file is needed.")


class ArchiveError(UnreadableFileError):
    template = N_("“{file}” is an archive: extract it, and import the CSV, XLSX or GeoJSON file inside.")


class WordDocumentError(UnreadableFileError):
    template = N_("“{file}” is a text document: copy its table to a spreadsheet and save it as CSV or XLSX.")


class OpenDocumentError(UnreadableFileError):
    template = N_("“{file}” is an OpenDocument file: open it and save it as XLSX.")


class OldExcelError(UnreadableFileError):
    template = N_("“{file}” has the old Excel format (.xls): open it and save it as .xlsx.")


class EncryptedWorkbookError(UnreadableFileError):
    template = N_("“{file}” is protected by a password: open it, remove the password and save it.")


class DamagedWorkbookError(UnreadableFileError):
    template = N_("“{file}” is a damaged workbook: open it in the spreadsheet, repair it and save it again.")


class OversizedWorkbookError(UnreadableFileError):
    template = N_("“{file}” would unpack to more than {limit} MB: this is no ordinary workbook, and it was not opened.")


class WebPageError(UnreadableFileError):
    template = N_("“{file}” is a web page, not a table: download the CSV export itself.")


class BinaryFileError(UnreadableFileError):
    template = N_("“{file}” holds binary data, not text: a CSV, XLSX or GeoJSON file is needed.")


class UnknownEncodingError(UnreadableFileError):
    template = N_("The characters of “{file}” cannot be read: save it as “CSV UTF-8”.")


class TooManyBytesError(UnreadableFileError):
    template = N_("“{file}” is larger than {limit} MB: split it, or remove the columns that are not needed.")


class TooManyRowsError(UnreadableFileError):
    template = N_("“{file}” has more than {limit} rows: keep only the rows to be imported, or split it.")


class TooManyColumnsError(UnreadableFileError):
    template = N_("“{file}” has more than {limit} columns (line {line}): keep only the columns to be imported.")


class NoTableError(UnreadableFileError):
    template = N_("“{file}” has no rows under its headings: nothing can be imported.")


class UnknownColumnsError(UnreadableFileError):
    template = N_("No usable columns in “{file}”. Headings found: {found}. Needed: {needed}.")


class PeopleNotUnitsError(UnreadableFileError):
    template = N_("“{file}” lists people (column “{heading}”), not units: import it as a roll.")


class DuplicateHeadingsError(UnreadableFileError):
    template = N_(
        "The heading “{heading}” stands over two columns of “{file}” that differ: rename or remove one of them."
    )


class InvalidJsonError(UnreadableFileError):
    template = N_("“{file}” is not valid JSON (line {line}): export it again.")


class NotGeoJsonError(UnreadableFileError):
    template = N_("“{file}” is JSON but not GeoJSON: a FeatureCollection is needed.")


class ProjectedGeoJsonError(UnreadableFileError):
    template = N_("“{file}” uses the coordinate system {system}: export it again in WGS 84 (longitude, latitude).")


class NoShapesError(UnreadableFileError):
    template = N_("“{file}” has no usable shape: a reference layer is made of polygons or lines.")


class NotALayerError(UnreadableFileError):
    template = N_("“{file}” is a table: a reference layer is a GeoJSON file.")


class NotARouteError(UnreadableFileError):
    template = N_(
        "“{file}” holds no route: a GPX track or route, a GeoJSON line, or one position a line (latitude, longitude) "
        "is needed."
    )


class WrongRoutePointError(UnreadableFileError):
    template = N_("Point {rank} of the route “{file}” is no position in France ({text}): correct it.")


class UnwritableFileError(KnownError):
    template = N_("“{file}” could not be written: {reason}.")


class UnknownExportKindError(KnownError):
    template = N_("“{file}” cannot be written: give it a name that ends in .csv or .xlsx.")
