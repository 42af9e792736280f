"""A cell that names several territories, cut where it must be and nowhere else.

``CC X ; CA Y``, ``CC X / CC Y (sauf Z)``, three lines, ``CC X + 3 communes``, ``Ville + QPV``.
A name that is whole in the referentiel is never cut ("CC Cœur de Savoie et de Maurienne", "Sor et
Agout"); a comma or an "et" cuts only what then reads as several names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo.atelier.territoires.contexte import Contexte
from geo.atelier.territoires.resolveur import Resolveur
from geo.territoires.normalisation import normaliser

INCLUT, EXCLUT = "inclut", "exclut"
TERRITOIRE, A_PRECISER, QUARTIER = "territoire", "a_preciser", "quartier"
PARTIES_MAX = 400

_FORTS = re.compile(
    r"[\n;•]|\s\+\s|\s\|\s|"
    r"(?:^|\s)[–-]\s(?=(?:CC|CA|CU|EPCI|Communaut|M[ée]tropole|Ville|Commune)\b)"
)
_BARRE = re.compile(r"(?<!\bs)/(?!\s*sur\b)")
_SAUF = re.compile(
    r"\b(?:sauf|hors|hormis|except[ée]e?s?|à l['’]exception d[eu]s?|à l['’]exclusion d[eu]s?|"
    r"moins(?= (?:la |les )?commune))\b\s*:?\s*",
    re.IGNORECASE,
)
_PLUS = re.compile(
    r"(?:^|\b(?:plus|et|dont|avec|ainsi que)\s+|\+\s*)"
    r"(?:\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quelques|plusieurs|certaines|autres)"
    r"(?:\s+autres)?\s+communes?\b(?:\s+(?:de|du|des|d['’])\s*(?:la |l['’])?(?P<de>.+))?$",
    re.IGNORECASE,
)
_EN_PARTIE = re.compile(
    r"\s*\(?\b(?:en partie|pour partie|partiel(?:le(?:ment)?)?|une partie|partie)\b\)?\s*",
    re.IGNORECASE,
)
_QUARTIER = re.compile(
    r"^\s*(?:QPV|ZUS|quartiers?|secteur)\b[\s:]*(.*)$", re.IGNORECASE | re.DOTALL
)
_PUCE = re.compile(r"^\s*(?:[-–*·]|\d{1,2}[.)])\s+")
_DEVANT = re.compile(
    r"^\s*(?:les |la |le |l['’])?"
    r"(?:communes?|villes?|EPCI|territoires?|p[ée]rim[èe]tre|intercommunalit[ée]s?)"
    r"(?: membres?)?\s*(?:de |des |du |d['’]|:)\s*(?:la |le |l['’]|les )?"
    r"(?=(?:CC|CA|CU|Communaut|M[ée]tropole)\b)",
    re.IGNORECASE,
)
_ET = re.compile(r"\s+(?:et|&)\s+", re.IGNORECASE)
_DE_LA = re.compile(
    r"^(?:de |des |du |d['’])?(?:la |le |les |l['’])?(?:communes? (?:de |d['’]))?", re.IGNORECASE
)


@dataclass(frozen=True)
class Partie:
    """A part of a cell.

    operation : INCLUT or EXCLUT. genre : TERRITOIRE, QUARTIER, or A_PRECISER for what names
    nothing by itself ("plus 3 communes"). ecrit : as written. texte : the name alone.
    doute : cut at a comma or an "et" that may belong to a name: nothing in it is sure.
    """

    operation: str
    genre: str
    ecrit: str
    texte: str
    doute: bool = False


def split_cellule(texte: str, contexte: Contexte, resolveur: Resolveur) -> tuple[Partie, ...]:
    """Cut a cell into the territories it includes and those it excludes, in its order."""
    cutter = _Cutter(contexte, resolveur)
    parts = tuple(dict.fromkeys(cutter.parts(texte)))
    return parts[:PARTIES_MAX]


class _Cutter:
    def __init__(self, contexte: Contexte, resolveur: Resolveur) -> None:
        self.contexte, self.resolveur = contexte, resolveur

    def parts(self, texte: str) -> Iterator[Partie]:
        text = texte.strip()
        if not text:
            return
        if self._is_one(text):
            yield Partie(INCLUT, TERRITOIRE, text, text)
            return
        for piece in self._pieces(text):
            yield from self._piece(piece)

    def _is_one(self, text: str) -> bool:
        return "\n" not in text and self.resolveur.est_exact(text, self.contexte)

    def _pieces(self, text: str) -> Iterator[str]:
        """Cut at the strong separators, then at slashes, brackets kept whole."""
        for line in _outside_brackets(text, _FORTS):
            piece = _PUCE.sub("", line).strip(" ,;")
            if piece and self._is_one(piece):
                yield piece
                continue
            for part in _outside_brackets(piece, _BARRE):
                bare = part.strip(" ,;")
                if bare:
                    yield bare

    def _piece(self, piece: str) -> Iterator[Partie]:
        if self._is_one(piece):
            yield Partie(INCLUT, TERRITOIRE, piece, piece)
            return
        included, excluded = _without(piece)
        if included:
            yield from self._included(included)
        for text in excluded:
            for name in self._names(_DE_LA.sub("", text))[0]:
                bare = _DE_LA.sub("", name).strip()
                yield Partie(EXCLUT, TERRITOIRE, name, bare or name)

    def _included(self, text: str) -> Iterator[Partie]:
        more = _PLUS.search(text)
        if more:
            before = text[: more.start()].strip(" ,+")
            if before:
                yield from self._included(before)
            yield Partie(INCLUT, A_PRECISER, text[more.start() :].strip(" ,+"), more["de"] or "")
            return
        names, doubtful = self._names(_DEVANT.sub("", text))
        for name in names:
            quarter = _QUARTIER.match(name)
            if quarter:
                yield Partie(INCLUT, QUARTIER, name, quarter[1].strip() or name)
            elif _EN_PARTIE.search(name):
                yield Partie(INCLUT, A_PRECISER, name, _EN_PARTIE.sub(" ", name).strip())
            else:
                yield Partie(INCLUT, TERRITOIRE, name, name, doubtful)

    def _names(self, text: str) -> tuple[list[str], bool]:
        """Cut at commas, then at "et", what then reads as names; tell whether that is doubtful."""
        if self._is_one(text):
            return [text], False
        commas = [one.strip() for one in _outside_brackets(text, re.compile(",")) if one.strip()]
        if len(commas) > 1:
            *first, last = commas
            names = [*first, *self._at_et(last)]
            return names, not self._agree(names)
        names = self._at_et(text)
        kinds = all(map(_says_its_kind, names))
        return names, len(names) > 1 and not kinds

    def _at_et(self, text: str) -> list[str]:
        """Cut at the "et" on each side of which stands a name, or a kind of territory."""
        pieces = [piece.strip() for piece in _ET.split(text) if piece.strip()]
        if self._is_one(text) or len(pieces) < 2:
            return [text]
        if self._agree(pieces):
            return pieces
        for cut in range(1, len(pieces)):
            both = [" et ".join(pieces[:cut]), " et ".join(pieces[cut:])]
            if self._agree(both):
                return [*self._at_et(both[0]), *self._at_et(both[1])]
        return [text]

    def _agree(self, pieces: list[str]) -> bool:
        """Tell whether pieces are all exact names, or all say what they are (CC, ville…)."""
        return all(map(self._is_one, pieces)) or all(map(_says_its_kind, pieces))


_GENRES = frozenset(
    ["cc", "ca", "cu", "ville", "commune", "metropole", "epci", "ept", "departement"]
)


def _says_its_kind(piece: str) -> bool:
    words = normaliser(piece).split()
    return len(words) > 1 and words[0] in _GENRES


def _without(piece: str) -> tuple[str, list[str]]:
    """Return what a piece includes and what it excludes, in brackets or not."""
    excluded: list[str] = []
    for inside in re.findall(r"\(([^()]*)\)", piece):
        found = _SAUF.search(inside)
        if found:
            excluded.append(inside[found.end() :].strip(" ()"))
            piece = piece.replace(f"({inside})", " ")
    found = _SAUF.search(piece)
    if found:
        excluded.append(piece[found.end() :].strip(" ()"))
        piece = piece[: found.start()]
    return " ".join(piece.split()).strip(" ,;()") if excluded else piece, [
        one for one in excluded if one
    ]


def _outside_brackets(text: str, separator: re.Pattern[str]) -> list[str]:
    """Cut a text at a separator, save inside brackets."""
    hidden = re.sub(
        r"\([^()]*\)",
        lambda found: re.sub(r"[;,/+|•\n-]", "\x00", found[0]),
        text,
    )
    pieces, start = [], 0
    for found in separator.finditer(hidden):
        pieces.append(text[start : found.start()])
        start = found.end()
    return [*pieces, text[start:]]
