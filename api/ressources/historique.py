"""``/historique``: a territory month by month, as ``python -m geo historique``."""

from typing import Any

from api.contenus.communs import REFERENCE, moteur_de
from api.contenus.enveloppe import enveloppe
from api.contenus.pages import lien
from api.contenus.schemas import JOUR, TAUX, dit, objet, reponse, suite
from api.contenus.territoires import find, parametre_code, remarques
from api.protocole.demande import Demande
from api.protocole.operation import JSON, Exemple, Operation
from api.protocole.parametres import choix, mois
from api.protocole.problemes import Dit, Probleme
from api.ressources.taux import DECIMALES, lignes
from geo.certitude.tableau import historique_de_certitude
from geo.commandes.historique import DERNIER_MOIS, PREMIER_MOIS
from geo.couverture.historique import MOIS_MAX, PeriodeInvalide, build_historique, mois_entre
from geo.territoires.commande import NIVEAUX_DES_COMMANDES
from geo.territoires.referentiel import CODE_FRANCE

NIVEAU = choix("niveau", "Niveau du territoire.", NIVEAUX_DES_COMMANDES, "region", requis=True)


def repond(demande: Demande) -> dict[str, Any]:
    """Return one row per month."""
    niveau, code = demande["niveau"], demande["code"]
    if code is None and niveau != "france":
        raise Probleme(
            422,
            "parametre_manquant",
            Dit(
                f"Le paramètre «\u00a0code\u00a0» manque\u00a0: il est nécessaire au niveau "
                f"{niveau}. Exemple\u00a0: niveau=region&code=53.",
                f"The parameter 'code' is missing: the level {niveau} needs it. "
                "Example: niveau=region&code=53.",
            ),
            {"parametre": "code"},
        )
    try:
        months = mois_entre(demande["debut"], demande["fin"])
    except PeriodeInvalide:
        raise Probleme(
            422,
            "periode_impossible",
            Dit(
                f"La période doit finir après son début et compter {MOIS_MAX} mois au plus. "
                "Exemple\u00a0: debut=2015-01&fin=2026-12.",
                f"The period has to end after it starts and to count {MOIS_MAX} months at most. "
                "Example: debut=2015-01&fin=2026-12.",
            ),
            {"parametre": "fin"},
        ) from None
    moteur = moteur_de(demande)
    lieu = find(moteur.referentiel, niveau, code or CODE_FRANCE)
    history = build_historique(moteur, niveau, lieu.territoire.code, months)
    table = historique_de_certitude(history).round(DECIMALES)
    table = table.assign(date=[day.isoformat() for day in history.jours])
    return {
        **enveloppe(demande, moteur, remarques(lieu, code or CODE_FRANCE)),
        "links": [lien("self", demande.ici(), JSON, "cette page")],
        "resultats": lignes(table),
    }


HISTORIQUE = Operation(
    "/historique",
    "historique",
    "Couverture",
    "Taux d'un territoire, mois par mois",
    "Une ligne par mois, la situation de son premier jour, avec les colonnes de /taux. Population "
    "et communes sont les mêmes pour tous les mois\u00a0; après aujourd'hui, rien n'est signé ni "
    "renouvelé.",
    repond,
    reponse({"resultats": suite(objet({"date": dit(JOUR, "premier jour du mois"), **TAUX}))}),
    (
        NIVEAU,
        parametre_code(),
        mois("debut", "Premier mois.", "2015-01", PREMIER_MOIS),
        mois("fin", "Dernier mois.", "2026-12", DERNIER_MOIS),
        *REFERENCE,
    ),
    (
        Exemple("/historique?niveau=region&code=53&debut=2020-01&fin=2020-12", "une année"),
        Exemple("/historique?niveau=france", "la France depuis 2010"),
    ),
)
