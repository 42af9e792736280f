"""A dropped file, opened: its sheets, how they were read, its outlines when it is a map."""

import hashlib
from dataclasses import dataclass, field

from data.atelier.fautes import Faute, Fautes, FichierRefuse
from data.atelier.fichier.archive import read_members
from data.atelier.fichier.encodage import decode
from data.atelier.fichier.feuille import Feuille, Ligne, feuille_de_json
from data.atelier.fichier.isolement import read_apart
from data.atelier.fichier.nature import CARTE, CLASSEUR, GEOPACKAGE, REGISTRE, TEXTE, nature
from data.atelier.fichier.separateur import SEPARATEURS, parse

TAILLE_MAX = 50_000_000
_NOMS = {CLASSEUR: "classeur de tableur", CARTE: "carte GeoJSON", GEOPACKAGE: "carte GeoPackage"}
_NOMS |= {REGISTRE: "registre (zip)"}


@dataclass(frozen=True)
class Document:
    """A file as read.

    Attributes
    ----------
    nom, empreinte, taille : of the file; SHA-256 of its content; bytes.
    nature : CLASSEUR, TEXTE, CARTE, GEOPACKAGE or REGISTRE.
    encodage : in plain words; for what is not a text, the kind of file.
    separateur : a key of SEPARATEURS, '' for what is not a text.
    feuilles : a text file has one, without a name; the zip of the registre, one per table.
    contours : outline of each row of a map (WKB in hexadecimal), in the system ``crs``.
    fautes : what a person should know of how it was read.
    """

    nom: str
    empreinte: str
    taille: int
    nature: str
    encodage: str
    separateur: str
    feuilles: tuple[Feuille, ...]
    contours: dict[int, str] = field(default_factory=dict)
    crs: str = ""
    fautes: tuple[Faute, ...] = ()

    @property
    def nom_separateur(self) -> str:
        """The separator in words; '' for what is not a text."""
        return SEPARATEURS.get(self.separateur, "")

    def feuille(self, nom: str) -> Feuille:
        """Return a sheet by its name; raise FichierRefuse when there is none."""
        for sheet in self.feuilles:
            if sheet.nom == nom:
                return sheet
        names = ", ".join(sheet.nom for sheet in self.feuilles if sheet.nom)
        detail = f"le classeur contient {names}" if names else "ce fichier n'a pas de feuilles"
        raise FichierRefuse(Fautes.FEUILLE_INCONNUE, detail, nom)


def check_size(taille: int) -> None:
    """Raise FichierRefuse for a file too big to be opened: told before it is read."""
    if taille > TAILLE_MAX:
        detail = f"il pèse {taille / 1_000_000:.0f} Mo, l'atelier lit jusqu'à 50 Mo"
        raise FichierRefuse(Fautes.TROP_LOURD, detail)


def read_document(
    nom: str, octets: bytes, encodage: str | None = None, separateur: str | None = None
) -> Document:
    """Open a file of any kind.

    Parameters
    ----------
    nom : name of the file, shown and never believed.
    encodage, separateur : chosen by a person for a text file; found when None.

    Raises FichierRefuse, in words for a person, when it cannot be read as tables.
    """
    check_size(len(octets))
    kind = nature(octets)
    empreinte = hashlib.sha256(octets).hexdigest()
    if kind == TEXTE:
        text = decode(octets, encodage)
        rows = parse(text.contenu, separateur)
        return Document(
            nom, empreinte, len(octets), kind, text.nom_encodage, rows.separateur, (rows.feuille,)
        )
    common = (nom, empreinte, len(octets), kind, _NOMS[kind], "")
    if kind == REGISTRE:
        return Document(*common, _tables(octets))
    answer = read_apart(octets, kind)
    if kind in (CARTE, GEOPACKAGE):
        carte = answer["carte"]
        rows_ = [carte["entetes"], *carte["lignes"]]
        lines = tuple(Ligne(number, tuple(cells)) for number, cells in enumerate(rows_, start=1))
        contours = dict(enumerate(carte["contours"], start=2))
        return Document(*common, (Feuille("", lines),), contours, carte["crs"])
    told = tuple(
        Faute(Fautes[one["genre"]], one["detail"], ecrit=one["ecrit"]) for one in answer["fautes"]
    )
    sheets = tuple(feuille_de_json(one) for one in answer["feuilles"])
    return Document(*common, sheets, fautes=told)


def _tables(octets: bytes) -> tuple[Feuille, ...]:
    """The tables of the registre in a zip, as sheets named by the table."""
    found = []
    for name, content in sorted(read_members(octets, ".csv").items()):
        rows = parse(decode(content).contenu).feuille
        found.append(Feuille(name.removesuffix(".csv"), rows.lignes))
    return tuple(found)
