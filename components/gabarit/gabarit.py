"""Where things go on a slide that is written to a file: the same frames for PPTX and PDF.

Lengths are in millimetres from the top left corner.
"""

from dataclasses import dataclass

from components.gabarit.diapositive import Diapositive
from components.gabarit.graphique import hauteur_voulue

FORMATS = {"16:9": (12_192_000 / 36_000, 190.5), "4:3": (254.0, 190.5)}
MARGE = 13.0
HAUT_DU_TITRE, HAUTEUR_DU_TITRE = 8.0, 23.0
HAUT_DE_LA_PHRASE, HAUTEUR_DE_LA_PHRASE = 34.0, 18.0
HAUT, BAS = 55.0, 171.0  # of what the slide shows
HAUT_DU_PIED, HAUTEUR_DU_PIED = 174.0, 12.5
LARGEUR_DU_NUMERO = 18.0
HAUTEUR_DE_LA_BARRE = 12.5  # of the barre de certitude, above the foot
LOGO_DU_TITRE = (70.0, 22.0)  # width and height, at the top right
LOGO_DU_PIED = (26.0, 11.0)  # before the number
ESPACE_DE_LA_BARRE = 2.5
COLONNE = {"16:9": 0.29, "4:3": 0.31}  # of the width, for the figures beside a picture
COLONNE_DE_LISTE = 0.45  # for figures and a list
GOUTTIERE = 7.0
ETROITS = ("4:3",)  # formats in which two pictures and a text do not hold side by side
PART_DES_TEXTES = (0.32, 0.42)  # of the height, above a map: one figure, or several texts
BANDEAU = 30.0  # height of the texts above a chart and its table
PARTAGE = {"carte": 1.0, "graphique": 1.05, "tableau": 1.2}  # of the room
POIDS = {
    "chiffres": (1.2, 1.6),
    "puces": (0.5, 1.0),
}  # of texts that share a column: fixed, and each
LIGNE_DE_TABLEAU = 8.6  # height kept for a row of a table that stands under a chart


@dataclass(frozen=True)
class Cadre:
    """A rectangle of the slide."""

    x: float
    y: float
    largeur: float
    hauteur: float

    @property
    def droite(self) -> float:
        return self.x + self.largeur

    @property
    def bas(self) -> float:
        return self.y + self.hauteur

    def colonnes(self, *parts: float, gouttiere: float = GOUTTIERE) -> tuple["Cadre", ...]:
        """Cut into columns, given what part of the width each takes."""
        free = self.largeur - gouttiere * (len(parts) - 1)
        cut, x = [], self.x
        for part in parts:
            width = free * part / sum(parts)
            cut.append(Cadre(x, self.y, width, self.hauteur))
            x += width + gouttiere
        return tuple(cut)

    def rangees(self, *parts: float, gouttiere: float = GOUTTIERE) -> tuple["Cadre", ...]:
        """Cut into rows, given what part of the height each takes."""
        free = self.hauteur - gouttiere * (len(parts) - 1)
        cut, y = [], self.y
        for part in parts:
            height = free * part / sum(parts)
            cut.append(Cadre(self.x, y, self.largeur, height))
            y += height + gouttiere
        return tuple(cut)


@dataclass(frozen=True)
class Gabarit:
    """The frames of a slide; those of what it does not have are None.

    ``disposition``: name of the layout, "Titre", "Chiffres", "Liste", "Liste et chiffres",
    "Figure" or "Figure et chiffres"; ``autres``: the figures after the first one, when they have a
    place of their own.
    """

    disposition: str
    titre: Cadre
    phrase: Cadre | None
    pied: Cadre
    numero: Cadre
    chiffres: Cadre | None = None
    autres: Cadre | None = None
    puces: Cadre | None = None
    carte: Cadre | None = None
    graphique: Cadre | None = None
    tableau: Cadre | None = None
    logo: Cadre | None = None
    barre: Cadre | None = None


def _figures(diapositive: Diapositive) -> list[str]:
    """Return the kinds of pictures of a slide, in the order in which they are laid out.

    A chart without a bar and a table without a column are nothing to see.
    """
    graphique, tableau = diapositive.graphique, diapositive.tableau
    shown = {
        "carte": diapositive.carte is not None,
        "graphique": graphique is not None and bool(graphique.categories and graphique.series),
        "tableau": tableau is not None and bool(tableau.shape[1]),
    }
    return [kind for kind, is_shown in shown.items() if is_shown]


def _placed(kinds: list[str], room: Cadre, diapositive: Diapositive) -> dict[str, Cadre]:
    """Share the room between the pictures: side by side, unless a table holds under its chart."""
    graphique, tableau = diapositive.graphique, diapositive.tableau
    if graphique is not None and tableau is not None:
        rows = (len(tableau) + 1) * LIGNE_DE_TABLEAU
        chart = hauteur_voulue(graphique)
        if kinds == ["graphique", "tableau"] and rows + chart + GOUTTIERE <= room.hauteur:
            free = room.hauteur - GOUTTIERE - rows
            return dict(zip(kinds, room.rangees(free, rows), strict=True))
    if len(kinds) < 3:
        return dict(zip(kinds, room.colonnes(*(PARTAGE[kind] for kind in kinds)), strict=True))
    left, right = room.colonnes(1.0, 1.15)
    above, below = right.rangees(1.1, 1.0)
    return dict(zip(kinds, (left, above, below), strict=True))


def _above_the_map(
    kinds: list[str], texts: list[str], room: Cadre, nombre: int
) -> dict[str, Cadre]:
    """Place texts above the first of two pictures, where three columns would be too narrow."""
    left, right = room.colonnes(1, 1)
    share = PART_DES_TEXTES[nombre > 1]
    above, below = left.rangees(share, 1 - share, gouttiere=4.0)
    placed = dict(zip(texts, above.colonnes(*(1 for _ in texts)), strict=True))
    return placed | dict(zip(kinds, (below, right), strict=True))


def _above_two_pictures(
    kinds: list[str], texts: list[str], room: Cadre, chiffres: int
) -> dict[str, Cadre]:
    """Place texts in a strip above a chart and its table, which both want the height."""
    if chiffres > 1:
        texts = ["chiffres", "autres", *texts[1:]]
    strip, below = room.rangees(BANDEAU, room.hauteur - BANDEAU, gouttiere=4.0)
    placed = dict(zip(texts, strip.colonnes(*(1 for _ in texts)), strict=True))
    return placed | dict(zip(kinds, below.colonnes(1, 1), strict=True))


def _title_slide(diapositive: Diapositive, largeur: float) -> Gabarit:
    inner = largeur - 2 * MARGE
    has_map = diapositive.carte is not None
    room = inner * 0.52 if has_map else inner * 0.86
    x = MARGE + 6
    return Gabarit(
        "Titre",
        titre=Cadre(x, 38, room, 46),
        phrase=Cadre(x, 88, room, 32) if diapositive.phrase else None,
        pied=_foot(largeur, None),
        numero=_number(largeur),
        logo=_logo(diapositive, largeur),
        chiffres=Cadre(x, 124, room, 44) if diapositive.chiffres else None,
        puces=Cadre(x, 124, room, 40) if diapositive.puces and not diapositive.chiffres else None,
        carte=Cadre(x + room + GOUTTIERE, 22, largeur - MARGE - x - room - GOUTTIERE, 146)
        if has_map
        else None,
    )


def _foot(largeur: float, logo: Cadre | None) -> Cadre:
    room = largeur - 2 * MARGE - LARGEUR_DU_NUMERO - 4
    taken = LOGO_DU_PIED[0] + 4 if logo is not None else 0.0
    return Cadre(MARGE, HAUT_DU_PIED, room - taken, HAUTEUR_DU_PIED)


def _bar(diapositive: Diapositive, largeur: float) -> Cadre | None:
    if diapositive.barre is None:
        return None
    return Cadre(MARGE, BAS - HAUTEUR_DE_LA_BARRE, largeur, HAUTEUR_DE_LA_BARRE)


def _logo(diapositive: Diapositive, largeur: float) -> Cadre | None:
    """Return where the logo goes, its proportions kept: large on the title, else in the foot."""
    logo = diapositive.logo
    if logo is None:
        return None
    is_title = diapositive.cle == "titre"
    wide, tall = LOGO_DU_TITRE if is_title else LOGO_DU_PIED
    scale = min(wide / logo.largeur, tall / logo.hauteur)
    width, height = logo.largeur * scale, logo.hauteur * scale
    if is_title:
        return Cadre(largeur - MARGE - width, MARGE, width, height)
    right = largeur - MARGE - LARGEUR_DU_NUMERO
    middle = HAUT_DU_PIED + HAUTEUR_DU_PIED / 2
    return Cadre(right - width, middle - height / 2, width, height)


def _number(largeur: float) -> Cadre:
    return Cadre(
        largeur - MARGE - LARGEUR_DU_NUMERO, HAUT_DU_PIED, LARGEUR_DU_NUMERO, HAUTEUR_DU_PIED
    )


def gabarit(diapositive: Diapositive, format_: str = "16:9") -> Gabarit:
    """Return the frames of a slide in a format, "16:9" or "4:3".

    Text goes into a column at the left of the pictures; alone, it takes the whole width.
    """
    if format_ not in FORMATS:
        raise ValueError(f"format: one of {', '.join(FORMATS)} expected, {format_!r} given")
    largeur, _ = FORMATS[format_]
    kinds = _figures(diapositive)
    if diapositive.cle == "titre" and not set(kinds) - {"carte"}:
        return _title_slide(diapositive, largeur)
    inner, logo = largeur - 2 * MARGE, _logo(diapositive, largeur)
    top = HAUT if diapositive.phrase else HAUT_DE_LA_PHRASE + 1
    bar = _bar(diapositive, inner)
    room = Cadre(MARGE, top, inner, (BAS if bar is None else bar.y - ESPACE_DE_LA_BARRE) - top)
    frames: dict[str, Cadre] = {}
    texts = [kind for kind in ("chiffres", "puces") if getattr(diapositive, kind)]
    if len(kinds) == 2 and texts and format_ in ETROITS:
        name = "Figure et chiffres"
        number = len(diapositive.chiffres)
        if "carte" in kinds:
            frames |= _above_the_map(kinds, texts, room, number + len(diapositive.puces))
        else:
            frames |= _above_two_pictures(kinds, texts, room, number)
        kinds = []
    elif kinds and texts:
        name = "Figure et chiffres"
        share = COLONNE_DE_LISTE if kinds == ["carte"] and "puces" in texts else COLONNE[format_]
        column, room = room.colonnes(share, 1 - share)
        parts = [
            POIDS[kind][0] + POIDS[kind][1] * len(getattr(diapositive, kind)) for kind in texts
        ]
        frames |= dict(zip(texts, column.rangees(*parts), strict=True))
    elif kinds:
        name = "Figure"
    elif texts == ["chiffres"]:
        name = "Chiffres"
        halves = room.colonnes(1, 1) if len(diapositive.chiffres) > 1 else (room,)
        frames |= dict(zip(("chiffres", "autres"), halves, strict=False))
    else:
        name = "Liste et chiffres" if len(texts) == 2 else "Liste"
        frames |= dict(
            zip(texts, room.colonnes(*([0.8, 1.2][-len(texts) :] if texts else [1])), strict=False)
        )
    if kinds:
        frames |= _placed(kinds, room, diapositive)
    return Gabarit(
        name,
        Cadre(MARGE, HAUT_DU_TITRE, inner, HAUTEUR_DU_TITRE),
        Cadre(MARGE, HAUT_DE_LA_PHRASE, inner, HAUTEUR_DE_LA_PHRASE)
        if diapositive.phrase
        else None,
        _foot(largeur, logo),
        _number(largeur),
        logo=logo,
        barre=bar,
        **frames,
    )
