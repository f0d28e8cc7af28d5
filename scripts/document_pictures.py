"""Small pictures of the large documents: ``document_pictures.py``.

Pages of the great ceremony's paper go to ``docs/guide``, some of them beside one another to the user guide. Somebody
looks at them after each change of the documents.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.ceremony_plan import ceremony_plan  # noqa: E402 - a folder of the checkout, not a package
from benchmarks.dossier import AT, WRITERS  # noqa: E402
from otp_desktop.domain.snapshot import PlanSnapshot  # noqa: E402
from otp_desktop.printing.derogations import write_information_notes  # noqa: E402
from otp_desktop.services.derogation_use import uses_of  # noqa: E402
from otp_desktop.texts import use_language  # noqa: E402
from otp_desktop.texts.language import LANGUAGES  # noqa: E402

PICTURES, GUIDE = ROOT / "docs" / "guide", ROOT / "resources" / "guide" / "images"
PAGE_WIDTH, GUIDE_PAGE_WIDTH = 560, 330  # pixels
GAP, GREYS = 10, 8
SHOWN = {
    "organisation chart": (1, 2),
    "dossier": (1, 2, 35, 36, -15, -3),
    "legal control": (1, 2),
    "draft decision": (1,),
    "information note": (1,),
    "procedure cards": (1, 2),
}
IN_THE_GUIDE = {
    "organisation": (("organisation chart", 1), ("organisation chart", 2)),
    "dossier": (("dossier", 1), ("dossier", 35)),
    "procedure": (("procedure cards", 1), ("draft decision", 1)),
}
WRITERS["information note"] = lambda plan, file: write_information_notes(plan, uses_of(plan), file, AT)


def main() -> None:
    plan = ceremony_plan()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        use_language(language)
        with TemporaryDirectory() as folder:
            files = dict(written(plan, Path(folder)))
            if language == "fr":
                take_pages(files)
            for name, shown in IN_THE_GUIDE.items():
                pictures = [picture(files[document], page, GUIDE_PAGE_WIDTH) for document, page in shown]
                save(beside(pictures), GUIDE / f"{name}-{language}.png")


def written(plan: PlanSnapshot, folder: Path) -> Iterator[tuple[str, Path]]:
    for name, write in WRITERS.items():
        yield name, write(plan, folder / f"{name}.pdf")


def take_pages(files: dict[str, Path]) -> None:
    for name, pages in SHOWN.items():
        for place, page in enumerate(pages, start=1):
            save(picture(files[name], page, PAGE_WIDTH), PICTURES / f"{name.replace(' ', '-')}-{place}.png")


def picture(file: Path, page: int, width: int) -> Image.Image:
    """Pages count from 1, from the end where negative."""
    document = pypdfium2.PdfDocument(file)
    drawn = document[page - 1 if page > 0 else len(document) + page]
    image: Image.Image = drawn.render(scale=2 * width / drawn.get_width()).to_pil().convert("L")
    document.close()
    return image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)


def beside(pictures: Sequence[Image.Image]) -> Image.Image:
    """On a grey ground, each with a border of it."""
    width = sum(image.width for image in pictures) + GAP * (len(pictures) + 1)
    whole = Image.new("L", (width, max(image.height for image in pictures) + 2 * GAP), 190)
    left = GAP
    for image in pictures:
        whole.paste(image, (left, GAP))
        left += image.width + GAP
    return whole


def save(image: Image.Image, file: Path) -> None:
    """In few greys, of which black and white are two."""
    step = 255 / (GREYS - 1)
    image.point([round(round(grey / step) * step) for grey in range(256)]).save(file, optimize=True)


if __name__ == "__main__":
    main()
