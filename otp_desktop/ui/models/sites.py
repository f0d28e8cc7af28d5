"""The table of points, posts and sectors."""

from collections.abc import Iterable
from enum import IntEnum, auto

from otp_desktop.domain.sites import Site
from otp_desktop.domain.words import site_kind_name
from otp_desktop.domain.zones import zone_short
from otp_desktop.texts import N_, _
from otp_desktop.ui.models.record_model import Heading, RecordModel, headings_of
from otp_desktop.ui.models.rows import Cell, Row, Rows, Tone, number_cell, row, rows, text_cell


class SiteColumn(IntEnum):
    CODE = 0
    NAME = auto()
    KIND = auto()
    ZONE = auto()
    ADDRESS = auto()
    DANGER_RANK = auto()
    POSITION = auto()
    STATE = auto()
    SECTOR = auto()


class SiteModel(RecordModel[Site]):
    def __init__(self) -> None:
        super().__init__(
            headings_of(
                SiteColumn,
                Heading(N_("Code"), field="code"),
                Heading(N_("Name"), field="name", stretch=True),
                Heading(N_("Kind"), field="kind"),
                Heading(N_("Arr."), field="arrondissement", figures=True),
                Heading(N_("Address"), field="address", stretch=True),
                Heading(N_("Danger"), field="danger_rank", figures=True),
                Heading(N_("Position")),
                Heading(N_("State")),
                Heading(N_("Sector"), spare=True),
            )
        )


def site_rows(sites: Iterable[Site]) -> Rows[Site]:
    return rows(_row(site) for site in sites)


def _row(site: Site) -> Row[Site]:
    return row(
        site.id,
        site,
        (
            text_cell(site.code),
            text_cell(site.name),
            text_cell(site_kind_name(site.kind)),
            zone_cell(site.zone),
            text_cell(site.address),
            number_cell(site.danger_rank),
            text_cell(_("On the map")) if site.position else text_cell(_("No position"), Tone.WARNING),
            text_cell(_("Active")) if site.active else text_cell(_("Inactive"), Tone.MUTED),
            text_cell(site.sector),
        ),
    )


def zone_cell(code: str) -> Cell:
    """Sorted by the code, so that the 2nd comes before the 13th."""
    return Cell(zone_short(code), (not code, code))
