"""Town halls: how to write to them.

Public offices only: an e-mail address is kept when it says that it is the office's (it names the
town hall or the commune), and left out when it may be a person's own.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import pandas as pd

COLONNES = ("code", "courriel", "telephone", "site", "adresse")
ABSENT = ("", "\\N")
MOTS_D_UN_OFFICE = (
    "mairie", "mair", "commune", "comune", "merrie", "ville", "village", "bourg", "municip",
    "contact", "accueil", "secretariat", "secretaire", "administration", "hoteldeville", "info",
    "courrier", "standard", "cabinet", "meria", "etatcivil", "etat-civil", "communication",
)  # fmt: skip
COURRIEL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LETTRES_D_UN_NOM = 4  # a shorter word of a name is in too many addresses to tell anything


def build_mairies(rows: Iterable[Mapping[str, str]], codes: Iterable[str]) -> pd.DataFrame:
    """Return the town halls of some communes, COLONNES, '' for what is not known.

    ``rows``: those of ``geometries.read_rows``; ``codes``: communes and arrondissements kept.
    """
    wanted = set(codes)
    kept = [row for row in rows if row["type"] in ("COM", "ARM") and row["code"] in wanted]
    table = pd.DataFrame([_mairie(row) for row in kept], columns=list(COLONNES))
    return table.sort_values("code", ignore_index=True)


def _mairie(row: Mapping[str, str]) -> tuple[str, ...]:
    email = _known(row["mairie_email"]).lower()
    site = _known(row["mairie_site"])
    return (
        row["code"],
        email if est_d_un_office(email, row["nom"]) else "",
        _known(row["mairie_telephone"]),
        site if site.startswith(("http://", "https://")) else "",
        _sur_une_ligne(_known(row["mairie_adresse"])),
    )


def _sur_une_ligne(adresse: str) -> str:
    """Return a postal address on one line: ``44 place Saint-Corentin, 29000 Quimper``."""
    lines = (" ".join(line.split()).strip(" ,") for line in adresse.splitlines())
    return ", ".join(line for line in lines if line)


def _known(texte: str) -> str:
    return "" if texte in ABSENT else texte.strip()


def _plain(texte: str) -> str:
    letters = unicodedata.normalize("NFKD", texte.lower().replace("œ", "oe"))
    return letters.encode("ascii", "ignore").decode("ascii")


def est_d_un_office(courriel: str, commune: str) -> bool:
    """Tell whether an address is that of a public office, and not one that may be a person's."""
    if not COURRIEL.fullmatch(courriel):
        return False
    words = re.findall(r"[a-z]+", _plain(commune))
    names = [word for word in words if len(word) >= LETTRES_D_UN_NOM] or ["".join(words)]
    bare = re.sub(r"[^a-z@]", "", _plain(courriel))
    return any(word.replace("-", "") in bare for word in (*MOTS_D_UN_OFFICE, *names))
