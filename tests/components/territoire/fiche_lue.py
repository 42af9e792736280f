"""The one-page sheet of a territory, measured on its page."""

import numpy as np

from tests.components.documents.pdf.lecture import Lu, overlaps

A4 = (595.28, 841.89)  # points
MARGE = 30.0
TAILLE_MINIMALE = 8.0


def assert_holds_on_the_page(read: Lu) -> None:
    """One page; every sign inside its margins, legible, and over no other sign."""
    assert len(read.pages) == 1
    signs = read.lettres()
    boxes = np.array([sign.bbox for sign in signs])
    width, height = A4
    assert boxes[:, 0].min() >= MARGE
    assert boxes[:, 2].max() <= width - MARGE
    assert boxes[:, 1].min() >= 10
    assert boxes[:, 3].max() <= height - 10
    assert min(sign.size for sign in signs) >= TAILLE_MINIMALE - 0.01
    assert overlaps(boxes) == []
