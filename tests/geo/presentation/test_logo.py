"""A logo is a picture of a size that holds, made anew; anything else is refused in plain words."""

from io import BytesIO

import pytest
from PIL import Image

from geo.presentation.logo import OCTETS_GARDES, LogoRefuse, logo_du_fichier

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", size: tuple[int, int] = (320, 80), mode: str = "RGB") -> bytes:
    content = BytesIO()
    Image.effect_noise(size, 90).convert(mode).save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_made_anew_in_its_proportions(kind):
    logo = logo_du_fichier(picture(kind) + b"<script>", "ARS  Bretagne\n")
    assert (logo.largeur, logo.hauteur, logo.alternative) == (320, 80, "ARS Bretagne")
    assert logo.png.startswith(b"\x89PNG")
    assert b"<script>" not in logo.png
    with Image.open(BytesIO(logo.png)) as kept:
        assert kept.size == (320, 80)


def test_a_large_picture_is_kept_small():
    logo = logo_du_fichier(picture("JPEG", (1800, 1200)))
    assert len(logo.png) <= OCTETS_GARDES
    assert logo.largeur / logo.hauteur == pytest.approx(1.5, abs=0.02)
    assert logo.alternative == "Logo"


def test_two_logos_are_told_apart():
    content = picture()
    first, second = logo_du_fichier(content, "A"), logo_du_fichier(content, "B")
    assert first.empreinte != second.empreinte


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG, "Un logo SVG n'est pas accepté"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>" + SVG, "Un logo SVG n'est pas accepté"),
        (b"%PDF-1.7", "n'est pas une image PNG ou JPEG"),
        (b"", "n'est pas une image PNG ou JPEG"),
        (picture("GIF"), "n'est pas une image PNG ou JPEG"),
        (picture()[:200], "abîmée"),
        (b"x" * 2_000_001, "2,0\u00a0Mo, c'est trop lourd"),
    ],
    ids=["svg", "svg with a header", "pdf", "empty", "gif", "cut", "heavy"],
)
def test_what_is_no_logo_is_refused_with_what_is_expected(content, said):
    with pytest.raises(LogoRefuse) as refused:
        logo_du_fichier(content)
    assert said in str(refused.value)
    assert "PNG ou JPEG" in str(refused.value)


def test_a_picture_that_would_unfold_without_bounds_is_not_opened():
    content = BytesIO()
    Image.new("1", (20_000, 20_000)).save(content, "PNG")
    with pytest.raises(LogoRefuse, match=r"trop grand|n'est pas une image"):
        logo_du_fichier(content.getvalue())
