"""The logo of a deck: a picture that somebody hands in, looked at before anything draws it.

What is kept is a picture made anew, without what the file carried besides.
"""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image, UnidentifiedImageError

OCTETS_MAX = 2_000_000
COTE_MAX = 6_000  # pixels, of the picture handed in
GARDE = (800, 400)  # pixels, of the one that is kept
OCTETS_GARDES = 200_000
MINIMUM = 100  # pixels: it is not made smaller
FORMATS = ("PNG", "JPEG")
ALTERNATIVE_MAX = 120
ATTENDU = (
    "Un logo est une image PNG ou JPEG de 2\u00a0Mo au plus, par exemple «\u00a0logo.png\u00a0»."
)


class LogoRefuse(ValueError):
    """A file that cannot be a logo; its text says why and what is expected, in French."""


@dataclass(frozen=True)
class Logo:
    """A logo: a PNG, its size in pixels, and what it says to who does not see it."""

    png: bytes
    largeur: int
    hauteur: int
    alternative: str = "Logo"

    @property
    def empreinte(self) -> str:
        """What tells this logo from another, in a few letters."""
        return sha256(self.png + self.alternative.encode()).hexdigest()[:12]


def logo_du_fichier(contenu: bytes, alternative: str = "") -> Logo:
    """Return the logo that a file holds; raise LogoRefuse with what is wrong.

    An SVG is refused: it is a program as much as a drawing, and slides of PowerPoint do not take
    it. A picture of more than COTE_MAX pixels on a side is not unfolded.
    """
    if len(contenu) > OCTETS_MAX:
        size = f"{len(contenu) / 1e6:.1f}".replace(".", ",")
        raise LogoRefuse(f"Ce fichier pèse {size}\u00a0Mo, c'est trop lourd. {ATTENDU}")
    if _is_svg(contenu):
        raise LogoRefuse(
            "Un logo SVG n'est pas accepté\u00a0: exportez-le en PNG, d'au moins 400\u00a0pixels "
            f"de large. {ATTENDU}"
        )
    try:
        with Image.open(BytesIO(contenu), formats=FORMATS) as image:
            if max(image.size) > COTE_MAX:
                told = f"{image.width}\u00a0×\u00a0{image.height}\u00a0pixels"
                raise LogoRefuse(
                    f"Cette image compte {told}, c'est trop grand\u00a0: {COTE_MAX} au plus de "
                    f"côté. {ATTENDU}"
                )
            drawn = image.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise LogoRefuse(f"Ce fichier n'est pas une image PNG ou JPEG. {ATTENDU}") from error
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, LogoRefuse):
            raise
        raise LogoRefuse(f"Cette image est abîmée et n'a pas pu être lue. {ATTENDU}") from error
    return Logo(*_png(drawn), " ".join(alternative.split())[:ALTERNATIVE_MAX] or "Logo")


def _is_svg(contenu: bytes) -> bool:
    head = contenu[:4096].lower()
    return b"<svg" in head or head.lstrip().startswith(b"<?xml")


def _png(image: Image.Image) -> tuple[bytes, int, int]:
    """Return a picture as a small PNG, with its size."""
    wide, tall = GARDE
    while True:
        smaller, content = image.copy(), BytesIO()
        smaller.thumbnail((wide, tall))  # proportions are kept, and a small picture is as it is
        smaller.save(content, "PNG", optimize=True)
        if len(content.getvalue()) <= OCTETS_GARDES or wide < MINIMUM:
            return content.getvalue(), smaller.width, smaller.height
        wide, tall = wide * 3 // 4, tall * 3 // 4
