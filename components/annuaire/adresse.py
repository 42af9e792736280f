"""State of the directory in the address, its only state."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from components.commun.adresse.parametres import (
    Etat,
    Lecture,
    Parametre,
    Refus,
    quoted,
    read_params,
)
from components.commun.adresse.sortes import choix, codes, date_montree, nombre
from components.commun.adresse.territoires import territoire_montre
from components.commun.mots.libelles import ETAPES, PORTEURS, STATUTS_CONTRAT, THEMES
from geo.annuaire.annuaire import TRIS, Criteres
from geo.annuaire.colonnes import PORTEUR_INCONNU
from geo.annuaire.recherche import LONGUEUR_MAXIMALE, requete_normalisee
from geo.territoires.territoire import Territoire

AFFICHAGES = ("tableau", "fiches", "carte")
MOIS_MAXIMUM = 120
PAGES_MAXIMUM = 9999
OUI_NON = {"oui": True, "non": False}


def _read_texte(texte: str, lecture: Lecture) -> str:
    texte = " ".join(texte.split())
    if len(texte) > LONGUEUR_MAXIMALE:
        lecture.messages.append(
            f"La recherche est trop longue\u00a0: seuls ses {LONGUEUR_MAXIMALE} premiers "
            "caractères sont lus."
        )
        texte = texte[:LONGUEUR_MAXIMALE].rstrip()
    if texte and not requete_normalisee(texte):
        raise Refus(
            f"La recherche {quoted(texte)} ne contient ni lettre ni chiffre\u00a0: elle est "
            "ignorée. Écrivez le nom d'une commune, d'un porteur ou d'un contrat."
        )
    return texte


def _nombre(nom: str, maximum: int, quoi: str, champ: str, defaut: int | None) -> Parametre:
    attendu = f"{quoi} attendu, de 1 à {maximum}. Il est ignoré."
    return nombre(nom, range(1, maximum + 1), attendu, champ, defaut)


@dataclass(frozen=True)
class EtatAnnuaire(Etat):
    """What the directory shows; ``page`` is counted from 1."""

    jour: date
    criteres: Criteres = field(default_factory=Criteres)
    affichage: str = AFFICHAGES[0]
    page: int = 1

    PARAMETRES = (
        Parametre("q", "criteres.texte", _read_texte),
        territoire_montre("criteres.territoire"),
        date_montree(),
        codes("statut", tuple(STATUTS_CONTRAT), "criteres.statuts"),
        codes("etape", tuple(ETAPES), "criteres.etapes"),
        codes("theme", tuple(THEMES), "criteres.themes"),
        codes("porteur", (*PORTEURS, PORTEUR_INCONNU), "criteres.porteurs"),
        codes("generation", lambda lecture: lecture.connus["generations"], "criteres.generations"),
        _nombre("fin", MOIS_MAXIMUM, "un nombre de mois", "criteres.fin_mois", None),
        choix("axes", OUI_NON, "criteres.axes", defaut=None),
        choix("suivi", OUI_NON, "criteres.suivi", defaut=None),
        choix("tri", TRIS, "criteres.tri"),
        choix("affichage", AFFICHAGES),
        _nombre("page", PAGES_MAXIMUM, "un numéro de page", "page", 1),
    )

    def avec(self, **criteres: Any) -> "EtatAnnuaire":
        """Return the same view with other criteria, from its first page."""
        return replace(self, criteres=replace(self.criteres, **criteres), page=1)

    def sans_filtre(self) -> "EtatAnnuaire":
        """Return the same view of every contract, the order kept."""
        return replace(self, criteres=Criteres(tri=self.criteres.tri), page=1)


def read_etat(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    generations: Collection[str],
    aujourd_hui: date,
) -> tuple[EtatAnnuaire, list[str]]:
    """Read the state of an address, and what is wrong in it (see ``read_params``).

    Parameters
    ----------
    find : returns the territory of a level and a code, raises TerritoireInconnu.
    generations : the values that a generation may have.
    """
    initial = EtatAnnuaire(aujourd_hui)
    return read_params(initial, params, aujourd_hui, find=find, generations=generations)
