"""A slide laid out for a file: its texts at the size at which they hold, its pictures' frames.

Lengths are in millimetres, sizes of text in points.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from components.figures.figure import Carte, Chiffre
from components.gabarit.diapositive import Diapositive
from components.gabarit.gabarit import Cadre, Gabarit, gabarit
from components.gabarit.tableau import TableauCompose, compose_tableau
from components.gabarit.texte import BLEU, GRIS, Mesure, Texte, ajuste, propre, raccourci

TAILLES = {"titre": 30.0, "phrase": 20.0, "puces": 22.0, "pied": 12.0}
MINIMALES = {"titre": 20.0, "phrase": 13.0, "puces": 14.0, "pied": 10.0}
GRAND_TITRE, GRANDE_PHRASE = 44.0, 24.0
VALEUR, LIBELLE, PRECISION = 60.0, 20.0, 15.0
TITRE_DE_CARTE = (15.0, 14.0, 13.0, 12.0)
AUTRE_VALEUR, AUTRE_LIBELLE = 34.0, 18.0


@dataclass(frozen=True)
class Zone:
    """Texts and where they go. ``role``: "titre", "phrase", "chiffres", "autres", "puces", "pied".

    ``coupe``: some of the text did not hold.
    """

    role: str
    cadre: Cadre
    textes: tuple[Texte, ...]
    coupe: bool


@dataclass(frozen=True, eq=False)
class PageComposee:
    """A slide laid out."""

    gabarit: Gabarit
    zones: tuple[Zone, ...]
    tableau: TableauCompose | None


def textes_des_chiffres(chiffres: Sequence[Chiffre], premier: bool = True) -> list[Texte]:
    """Return figures as paragraphs: value, what it measures, how precisely; the first one large."""
    texts: list[Texte] = []
    for rank, one in enumerate(chiffres):
        hero = premier and rank == 0
        texts.append(
            Texte(
                propre(one.valeur),
                VALEUR if hero else AUTRE_VALEUR,
                True,
                BLEU,
                avant=0.0 if rank == 0 else 4.5,
                minimum=28.0 if hero else 18.0,
                une_ligne=True,
            )
        )
        texts.append(Texte(propre(one.libelle), LIBELLE if hero else AUTRE_LIBELLE, minimum=13.0))
        if one.precision:
            texts.append(Texte(propre(one.precision), PRECISION, couleur=GRIS, avant=0.6))
    return [one for one in texts if one.texte]


def _texts(
    diapositive: Diapositive, frames: Gabarit
) -> list[tuple[str, Cadre | None, list[Texte]]]:
    is_title = frames.disposition == "Titre"
    title_size = GRAND_TITRE if is_title else TAILLES["titre"]
    phrase_size = GRANDE_PHRASE if is_title else TAILLES["phrase"]
    title = propre(diapositive.titre)
    if is_title:  # the territory on a line of its own
        title = title.replace("\u00a0: ", "\u00a0:\n", 1)
    figures = diapositive.chiffres
    first = figures[:1] if frames.autres else figures
    return [
        (
            "titre",
            frames.titre,
            [Texte(title or "Sans titre", title_size, True, BLEU, minimum=MINIMALES["titre"])],
        ),
        (
            "phrase",
            frames.phrase,
            [Texte(propre(diapositive.phrase), phrase_size, minimum=MINIMALES["phrase"])],
        ),
        ("chiffres", frames.chiffres, textes_des_chiffres(first)),
        ("autres", frames.autres, textes_des_chiffres(figures[1:], premier=False)),
        (
            "puces",
            frames.puces,
            [
                Texte(
                    propre(text),
                    TAILLES["puces"],
                    puce=not is_title,
                    avant=2.5 if rank else 0,
                    minimum=MINIMALES["puces"],
                )
                for rank, text in enumerate(diapositive.puces)
                if propre(text)
            ],
        ),
        (
            "pied",
            frames.pied,
            [
                Texte(
                    propre(diapositive.pied),
                    TAILLES["pied"],
                    couleur=GRIS,
                    minimum=MINIMALES["pied"],
                )
            ],
        ),
    ]


def compose(diapositive: Diapositive, format_: str, mesure: Mesure) -> PageComposee:
    """Lay out a slide, given the widths of the letters of the file."""
    frames = gabarit(diapositive, format_)
    zones = []
    for role, frame, texts in _texts(diapositive, frames):
        if frame is None or not any(one.texte for one in texts):
            continue
        fitted = ajuste(texts, frame.largeur, frame.hauteur, mesure)
        is_cut = [one.texte for one in fitted] != [one.texte for one in texts]
        zones.append(Zone(role, frame, fitted, is_cut))
    table = None
    if diapositive.tableau is not None and frames.tableau is not None:
        table = compose_tableau(
            diapositive.tableau, frames.tableau.largeur, frames.tableau.hauteur, mesure
        )
    return PageComposee(frames, tuple(zones), table)


def titre_de_carte(carte: Carte, largeur: float, mesure: Mesure) -> tuple[float, str]:
    """Return the title of a map on one line, and the size at which it holds."""
    title = propre(carte.titre)
    for size in TITRE_DE_CARTE:
        if mesure(title, size, True) <= largeur:
            return size, title
    return size, raccourci(title, size, True, largeur, mesure)


def textes_complets(diapositive: Diapositive, page: PageComposee) -> list[str]:
    """Return what the slide had to cut, whole, for its notes."""
    whole = {
        "titre": [diapositive.titre],
        "phrase": [diapositive.phrase],
        "puces": list(diapositive.puces),
        "pied": [diapositive.pied],
    }
    cut = {zone.role for zone in page.zones if zone.coupe}
    texts = [text for role, every in whole.items() if role in cut for text in every]
    if cut & {"chiffres", "autres"}:
        texts += [f"{one.valeur} {one.libelle} {one.precision}" for one in diapositive.chiffres]
    return [propre(text) for text in texts]
