"""Maps and bars of a PPTX: sharp pictures, named and described for who does not see them."""

from io import BytesIO
from typing import Any

from pptx.slide import Slide
from pptx.util import Length, Mm

from components.documents.pptx.texte import ecrit, largeur
from components.figures.certitude import BarreDeCertitude
from components.figures.figure import Carte
from components.gabarit.gabarit import Cadre
from components.gabarit.page import titre_de_carte
from components.gabarit.texte import POINT, Texte, propre

RESOLUTION = 220  # dots per inch
TAILLE_DE_LA_LEGENDE = 13.0
HAUTEUR_DU_TITRE = 8.5


def ajoute_carte(slide: Slide, carte: Carte, cadre: Cadre) -> None:
    """Add a map under its title."""
    from components.figures.image.carte import (  # matplotlib, when there is a map to draw
        MARGE,
        carte_image,
    )

    size, title = titre_de_carte(carte, cadre.largeur, largeur)
    top = cadre.y
    if title:
        box = slide.shapes.add_textbox(
            Mm(cadre.x), Mm(top), Mm(cadre.largeur), Mm(size * POINT * 1.3)
        )
        box.name = "Titre de la carte"
        frame = box.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
        ecrit(frame, [Texte(title, size, True)])
        top += HAUTEUR_DU_TITRE
    height = cadre.bas - top
    content = carte_image(
        carte,
        "png",
        cadre.largeur + 2 * MARGE,
        height + 2 * MARGE,
        dpi=RESOLUTION,
        avec_titre=False,
        taille=TAILLE_DE_LA_LEGENDE,
    )
    picture: Any = slide.shapes.add_picture(
        BytesIO(content), Mm(cadre.x), Mm(top), Mm(cadre.largeur), Mm(height)
    )
    # The picture has margins, which a frame of the slide does not need.
    picture.crop_left = picture.crop_right = MARGE / (cadre.largeur + 2 * MARGE)
    picture.crop_top = picture.crop_bottom = MARGE / (height + 2 * MARGE)
    picture.name = "Carte"
    picture._element.nvPicPr.cNvPr.set("descr", propre(carte.alternative) or title or "Carte")


def ajoute_barre(slide: Slide, barre: BarreDeCertitude, cadre: Cadre) -> None:
    """Add the barre de certitude, its words with it."""
    from components.figures.image.barre import barre_image  # matplotlib, when there is one

    content = barre_image(barre, "png", cadre.largeur, TAILLE_DE_LA_LEGENDE)
    ajoute_image(slide, content, cadre, "Barre de certitude", propre(barre.alternative))


def ajoute_image(slide: Slide, png: bytes, cadre: Cadre, nom: str, alternative: str) -> None:
    """Add a picture that fills a frame, named and described."""
    picture: Any = slide.shapes.add_picture(BytesIO(png), *place_de(cadre))
    picture.name = nom
    picture._element.nvPicPr.cNvPr.set("descr", alternative)


def place_de(cadre: Cadre) -> tuple[Length, Length, Length, Length]:
    """Return the left, the top, the width and the height of a frame, as python-pptx takes them."""
    return Mm(cadre.x), Mm(cadre.y), Mm(cadre.largeur), Mm(cadre.hauteur)
