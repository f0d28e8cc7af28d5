"""Messages are tested in English; the French ones have a test of their own."""

from collections.abc import Iterator

import pytest

from otp_desktop.texts import use_language


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("fr")
