"""The name and the emblem of the service stand at the head of every sheet."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from otp_desktop.domain.letterhead import Letterhead
from otp_desktop.domain.snapshot import PlanSnapshot
from otp_desktop.printing.agent_cards import write_agent_cards
from otp_desktop.printing.agent_sheet import write_agent_sheets
from otp_desktop.printing.agent_source import AgentSource
from otp_desktop.printing.dossier import write_dossier
from otp_desktop.printing.emblem import SIDE, as_emblem
from otp_desktop.printing.errors import NoEmblemError
from otp_desktop.printing.letterhead import headed
from otp_desktop.printing.site_sheet import write_site_sheet
from tests.printing.examples import EDITED_AT, school_week
from tests.printing.pages import letters_of, squeezed, text_of
from tests.printing.test_page_frames import overlaps

NAME = "Police municipale de Lutèce-sur-Seine – Brigade d’îlotage"


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 600), mode: str = "RGB") -> bytes:
    made = BytesIO()
    Image.new(mode, size, "navy").save(made, kind)
    return made.getvalue()


def sheets(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_agent_sheets(snapshot, "DT13", file, EDITED_AT)


def cards(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_agent_cards(AgentSource(snapshot), "DT13", file, EDITED_AT)


def site(snapshot: PlanSnapshot, file: Path) -> Path:
    return write_site_sheet(snapshot, "E13-01", file, EDITED_AT)


@pytest.mark.parametrize("write", [sheets, cards, site])
def test_every_page_that_has_a_head_has_the_emblem_and_the_file_holds_it_once(
    write: Callable[[PlanSnapshot, Path], Path], tmp_path: Path
) -> None:
    emblem = as_emblem(picture())
    with headed(Letterhead(NAME, emblem)):
        file = write(school_week(agents=5, days=1), tmp_path / "sheet.pdf")
    reader = PdfReader(file)
    assert squeezed(NAME) in squeezed(text_of(file))
    assert reader.metadata is not None and reader.metadata.author == NAME
    drawn = [image for page in reader.pages for image in page.images]
    assert drawn and len({image.indirect_reference.idnum for image in drawn if image.indirect_reference}) == 1


def test_without_a_letterhead_a_sheet_is_of_the_municipal_police(tmp_path: Path) -> None:
    file = sheets(school_week(agents=1, days=1), tmp_path / "sheet.pdf")
    assert "Police municipale" in text_of(file)
    assert not PdfReader(file).pages[0].images


def test_the_cover_of_a_dossier_has_the_emblem_above_everything(tmp_path: Path) -> None:
    with headed(Letterhead(NAME, as_emblem(picture(size=(300, 900))))):
        file = write_dossier(school_week(agents=3, days=1), "f" * 64, tmp_path / "dossier.pdf", EDITED_AT)
    assert len(PdfReader(file).pages[0].images) == 1
    assert overlaps([box for _, box in letters_of(file)[0]]) == []


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("JPEG", "RGB"), ("JPEG", "CMYK")]
)
def test_a_picture_is_kept_small_and_on_white(kind: str, mode: str) -> None:
    with Image.open(BytesIO(as_emblem(picture(kind, mode=mode)))) as kept:
        assert (kept.format, kept.mode, kept.size) == ("PNG", "RGB", (SIDE, SIDE * 2 // 3))


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", picture()[:200], picture("GIF"), picture("PNG", (7000, 7000), "1"), b"x" * 10_000_001],
)
def test_what_is_no_picture_for_a_sheet_is_refused(content: bytes) -> None:
    with pytest.raises(NoEmblemError):
        as_emblem(content)


def test_one_letterhead_does_not_reach_another_printing(tmp_path: Path) -> None:
    with headed(Letterhead(NAME)):
        pass
    plan = school_week(agents=1, days=1)
    assert NAME not in text_of(sheets(replace(plan), tmp_path / "sheet.pdf"))
