"""State of the directory in the address: read, checked, written. The address is the only state."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from components.commun.adresse.listes import SEPARATEUR, read_codes, read_number
from components.commun.adresse.vue import quoted, read_choice, read_jour, read_territoire
from components.commun.mots.libelles import ETAPES, PORTEURS, STATUTS_CONTRAT, THEMES
from geo.annuaire.annuaire import TRIS, Criteres
from geo.annuaire.colonnes import PORTEUR_INCONNU
from geo.annuaire.recherche import LONGUEUR_MAXIMALE, requete_normalisee
from geo.territoires.territoire import FRANCE, Territoire

AFFICHAGES = ("tableau", "fiches", "carte")
MOIS_MAXIMUM = 120
OUI_NON = {"oui": True, "non": False}

# Parameter of the address, field of Criteres, values.
LISTES: dict[str, tuple[str, Collection[str]]] = {
    "statut": ("statuts", tuple(STATUTS_CONTRAT)),
    "etape": ("etapes", tuple(ETAPES)),
    "theme": ("themes", tuple(THEMES)),
    "porteur": ("porteurs", (*PORTEURS, PORTEUR_INCONNU)),
}


@dataclass(frozen=True)
class EtatAnnuaire:
    """What the directory shows; ``page`` is counted from 1."""

    jour: date
    criteres: Criteres = field(default_factory=Criteres)
    affichage: str = AFFICHAGES[0]
    page: int = 1

    def avec(self, **criteres: Any) -> "EtatAnnuaire":
        """Return the same view with other criteria, from its first page."""
        return replace(self, criteres=replace(self.criteres, **criteres), page=1)

    def sans_filtre(self) -> "EtatAnnuaire":
        """Return the same view of every contract, the order kept."""
        return replace(self, criteres=Criteres(tri=self.criteres.tri), page=1)


def _read_texte(params: Mapping[str, str], messages: list[str]) -> str:
    texte = " ".join(params.get("q", "").split())
    if len(texte) > LONGUEUR_MAXIMALE:
        messages.append(
            f"La recherche est trop longue\u00a0: seuls ses {LONGUEUR_MAXIMALE} premiers "
            "caractères sont lus."
        )
        texte = texte[:LONGUEUR_MAXIMALE].rstrip()
    if texte and not requete_normalisee(texte):
        messages.append(
            f"La recherche {quoted(texte)} ne contient ni lettre ni chiffre\u00a0: elle est "
            "ignorée. Écrivez le nom d'une commune, d'un porteur ou d'un contrat."
        )
        return ""
    return texte


def _read_yes_no(params: Mapping[str, str], key: str, messages: list[str]) -> bool | None:
    return OUI_NON.get(read_choice(params, key, tuple(OUI_NON), "", messages))


def read_etat(
    params: Mapping[str, str],
    find: Callable[[str, str], Territoire],
    generations: Collection[str],
    aujourd_hui: date,
) -> tuple[EtatAnnuaire, list[str]]:
    """Read the state from the parameters of the address.

    Parameters
    ----------
    params : parameters of the address; unknown ones are ignored.
    find : returns the territory of a level and a code, raises TerritoireInconnu.
    generations : the values that a generation may have.
    aujourd_hui : the day shown when the address has none.

    Returns
    -------
    The state, always valid, and a message in French (Markdown, escaped) for each bad parameter.
    """
    messages: list[str] = []
    lists = {
        name: read_codes(params, key, choices, messages) for key, (name, choices) in LISTES.items()
    }
    criteres = Criteres(
        texte=_read_texte(params, messages),
        territoire=read_territoire(params, find, messages),
        generations=read_codes(params, "generation", generations, messages),
        fin_mois=read_number(params, "fin", MOIS_MAXIMUM, "un nombre de mois", messages),
        axes=_read_yes_no(params, "axes", messages),
        suivi=_read_yes_no(params, "suivi", messages),
        tri=read_choice(params, "tri", TRIS, TRIS[0], messages),
        **lists,
    )
    etat = EtatAnnuaire(
        read_jour(params.get("date"), aujourd_hui, messages),
        criteres,
        read_choice(params, "affichage", AFFICHAGES, AFFICHAGES[0], messages),
        read_number(params, "page", 9999, "un numéro de page", messages) or 1,
    )
    return etat, messages


def write_params(etat: EtatAnnuaire) -> dict[str, str]:
    """Return the parameters of the address of a view, the date always among them."""
    criteres = etat.criteres
    params = {"q": criteres.texte}
    if criteres.territoire != FRANCE:
        params[criteres.territoire.niveau] = criteres.territoire.code
    params["date"] = etat.jour.isoformat()
    for key, (name, _) in LISTES.items():
        params[key] = SEPARATEUR.join(getattr(criteres, name))
    params["generation"] = SEPARATEUR.join(criteres.generations)
    params["fin"] = str(criteres.fin_mois or "")
    words = {value: word for word, value in OUI_NON.items()}
    params["axes"] = "" if criteres.axes is None else words[criteres.axes]
    params["suivi"] = "" if criteres.suivi is None else words[criteres.suivi]
    params["tri"] = "" if criteres.tri == TRIS[0] else criteres.tri
    params["affichage"] = "" if etat.affichage == AFFICHAGES[0] else etat.affichage
    params["page"] = "" if etat.page == 1 else str(etat.page)
    return {key: value for key, value in params.items() if value}
