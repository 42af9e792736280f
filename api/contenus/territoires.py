"""The territory that an address names: by its level and code, or by one parameter per level."""

from collections.abc import Mapping
from typing import Any

from api.contenus.enveloppe import avertissement
from api.protocole.parametres import Parametre, texte
from api.protocole.problemes import Dit, Probleme, cite
from geo.territoires.codes import CodeRefuse
from geo.territoires.lieux import EXEMPLES_PAR_NIVEAU, NIVEAUX_DES_LIEUX, Lieu, find_lieu
from geo.territoires.niveau import Niveau
from geo.territoires.referentiel import Referentiel
from geo.territoires.territoire import FRANCE, Territoire

LONGUEUR_DU_CODE = 40
CODE = "Code INSEE\u00a0; SIREN ou SIRET pour un EPCI ou un EPT\u00a0; FR pour la France."


def parametre_code() -> Parametre:
    """Return the parameter ``code``."""
    dit = f"{CODE} Un ancien code mène au territoire d'aujourd'hui."
    return texte("code", dit, "53", longueur=LONGUEUR_DU_CODE)


def parametres_territoire() -> tuple[Parametre, ...]:
    """Return one parameter per level, of which one at most is given."""
    return tuple(
        texte(
            niveau,
            f"Territoire, un seul des niveaux étant donné. Exemple\u00a0: "
            f"{EXEMPLES_PAR_NIVEAU[niveau]}.",
            EXEMPLES_PAR_NIVEAU[niveau].split()[0],
            longueur=LONGUEUR_DU_CODE,
        )
        for niveau in NIVEAUX_DES_LIEUX
    )


def check_niveau(referentiel: Referentiel, niveau: str) -> Niveau:
    """Return a level; raise Probleme (422) when the vintage has no list of its territories."""
    level = referentiel.niveaux[niveau]
    if not len(level.codes):
        raise Probleme(
            422,
            "niveau_sans_liste",
            Dit(
                f"Pas de liste des {niveau.upper()} au millésime {referentiel.millesime}\u00a0; la "
                "première est celle de 2023.",
                f"No list of the {niveau.upper()} at the vintage {referentiel.millesime}; the "
                "first one is that of 2023.",
            ),
            {"parametre": "millesime"},
        )
    return level


def find(
    referentiel: Referentiel, niveau: str, code: str, *, statut: int = 422, nom: str = "code"
) -> Lieu:
    """Return the place that a code names, as written; raise Probleme with a status."""
    check_niveau(referentiel, niveau)
    try:
        return find_lieu(referentiel, niveau, code)
    except CodeRefuse as error:
        raise Probleme(
            statut,
            "territoire_inconnu",
            Dit(
                f"{str(error)[:1].upper()}{str(error)[1:]}.",
                f"{cite(code)} is not the code of a territory of the level '{niveau}'.",
            ),
            {"parametre": nom, "niveau": niveau},
        ) from None


def remarques(lieu: Lieu, code: str) -> list[dict[str, str]]:
    """Tell how a code was read when it is not written that way."""
    if not lieu.pourquoi:
        return []
    place = lieu.territoire
    return [
        avertissement(
            f"{cite(code)}, {place.nom} ({place.code})\u00a0: {lieu.pourquoi}",
            f"{cite(code)} was read as {place.nom} ({place.code})",
        )
    ]


def territoire_demande(
    referentiel: Referentiel, valeurs: Mapping[str, Any]
) -> tuple[Territoire, list[dict[str, str]]]:
    """Return the territory of ``parametres_territoire``, the country by default, and how it was
    read; raise Probleme for a code that names none, and for two territories.
    """
    asked = [(niveau, valeurs[niveau]) for niveau in NIVEAUX_DES_LIEUX if valeurs[niveau]]
    if not asked:
        return FRANCE, []
    if len(asked) > 1:
        names = ", ".join(niveau for niveau, _ in asked)
        raise Probleme(
            422,
            "plusieurs_territoires",
            Dit(
                f"Plusieurs territoires sont donnés ({names})\u00a0; un seul est attendu.",
                f"Several territories are given ({names}); only one is expected.",
            ),
        )
    niveau, code = asked[0]
    lieu = find(referentiel, niveau, code, nom=niveau)
    return lieu.territoire, remarques(lieu, code)
