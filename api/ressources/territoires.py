"""``/territoires``: found by a name or a code, and one of them with all that is said of it."""

from typing import Any

from api.contenus.communs import DATE, REFERENCE, REGISTRE, moteur_de
from api.contenus.enveloppe import enveloppe, enveloppe_sans_moteur
from api.contenus.pages import lien, membres_de_page, page, parametres_de_page
from api.contenus.schemas import (
    ENTIER,
    ENTIER_OU_RIEN,
    LIGNE_DE_TAUX,
    NOMBRE_OU_RIEN,
    POPULATION,
    TERRITOIRE,
    TEXTE,
    TEXTE_OU_RIEN,
    VRAI_OU_FAUX,
    dit,
    objet,
    reponse,
    suite,
)
from api.contenus.territoires import find, remarques
from api.protocole.demande import REFERENCE as REFERENCE_GARDEE
from api.protocole.demande import Demande
from api.protocole.operation import JSON, Exemple, Operation
from api.protocole.parametres import choix, liste, texte
from api.ressources.taux import lignes, table_du_niveau
from data.depot.registre import load_registre
from geo.certitude.certitude import Certitude, build_certitude
from geo.certitude.publie import PointPublie
from geo.couverture.moteur import Couverture
from geo.couverture.synthese import contrats_du_territoire
from geo.recherche.contrats import build_noms_de_contrats
from geo.recherche.entrees import NIVEAUX_DE_RECHERCHE
from geo.recherche.recherche import CONTRAT, LONGUEUR_MAXIMALE, Resultat, rechercher
from geo.territoires.commande import NIVEAUX_DES_COMMANDES
from geo.territoires.lieux_autour import parents_du_lieu
from geo.territoires.referentiel import load_referentiel
from geo.territoires.territoire import Territoire

PAR_PAGE, AU_PLUS = 5, 100
"""As ``python -m geo chercher``: the best matches."""


def cherche(demande: Demande) -> dict[str, Any]:
    """Return the territories that a text may mean, best first."""
    referentiel = load_referentiel()
    found = rechercher(
        demande["q"],
        AU_PLUS,
        niveaux=demande["niveau"] or None,
        referentiel=referentiel,
        contrats=build_noms_de_contrats(load_registre(demande.numero)),
    )
    shown = page(found.resultats, demande)
    rows = [{**vars(one), "links": [_lien(demande, one)]} for one in shown]
    envelope = enveloppe_sans_moteur(demande, referentiel.annee_population, referentiel.millesime)
    return {
        **envelope,
        **membres_de_page(demande, len(found.resultats), len(rows)),
        "message": found.message,
        "resultats": rows,
    }


def _lien(demande: Demande, found: Resultat) -> dict[str, str]:
    """Return the way to what was found: a territory, or the contract that bears the name."""
    where = f"/territoires/{found.niveau}" if found.niveau != CONTRAT else "/contrats"
    return lien("item", demande.lien(f"{where}/{found.code}"), JSON, found.nom)


def montre(demande: Demande) -> dict[str, Any]:
    """Return a territory, its rates, how far each may be trusted, and its contracts."""
    moteur, niveau, code = moteur_de(demande), demande["niveau"], demande["code"]
    lieu = find(moteur.referentiel, niveau, code, statut=404)
    place = lieu.territoire
    couverture = moteur.couverture(demande.jour)
    position = moteur.referentiel.niveaux[niveau].position(place.code)
    row = table_du_niveau(moteur, demande.jour, niveau).iloc[[position]]
    parents = [] if niveau == "france" else parents_du_lieu(moteur.referentiel, place)
    return {
        **enveloppe(demande, moteur, remarques(lieu, code)),
        "links": _links(demande, niveau, place),
        "territoire": vars(place),
        "parents": [vars(one) for one in parents],
        "taux": lignes(row)[0],
        "ce_que_l_on_sait": _certitude(build_certitude(couverture, place)),
        "contrats": _contrats(demande, couverture, place),
    }


def _links(demande: Demande, niveau: str, place: Territoire) -> list[dict[str, str]]:
    around = [lien("self", demande.ici(), JSON, place.nom)]
    where: dict[str, Any] = {"niveau": niveau, "code": place.code}
    around.append(lien("related", demande.lien("/taux", **where), JSON, "taux"))
    around.append(
        lien(
            "related", demande.lien("/historique", REFERENCE_GARDEE, **where), JSON, "mois par mois"
        )
    )
    filters: dict[str, Any] = {} if niveau == "france" else {place.niveau: place.code}
    around.append(lien("related", demande.lien("/contrats", **filters), JSON, "contrats"))
    return around


def _certitude(found: Certitude) -> dict[str, Any]:
    """Return the figures of a certainty, in inhabitants, and who answers for the list."""
    return {
        "population": found.population,
        "atteste": found.atteste,
        "recense": found.recense,
        "plafond": found.plafond,
        "projet": found.projet,
        "echeance_passee": found.echeance_passee,
        "dates_trop_pauvres": found.incertain,
        "aucun_contrat_recense": found.aucun_recense,
        "publie": _publie(found.publie),
        "publie_signe_ou_projet": _publie(found.publie_signe_ou_projet),
        "contrats_recenses": found.contrats.recenses,
        "contrats_annonces_non_recenses": found.manquants,
        "liste_attestee_complete": found.est_attestee,
    }


def _publie(point: PointPublie | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {
        "valeur": point.nombre,
        "au_moins": point.valeur if point.au_moins else None,
        "date": point.publie_le.texte,
        "source_url": point.source_url,
    }


def _contrats(demande: Demande, couverture: Couverture, place: Territoire) -> list[dict[str, Any]]:
    contrats = couverture.moteur.registre.contrats
    return [
        {
            "id": name,
            "nom": contrats[name].nom,
            "statut": couverture.statuts[name],
            "href": demande.lien(f"/contrats/{name}"),
        }
        for name in contrats_du_territoire(couverture, place)
    ]


PUBLIE = {
    "oneOf": [
        {"type": "null"},
        objet(
            {
                "valeur": NOMBRE_OU_RIEN,
                "au_moins": NOMBRE_OU_RIEN,
                "date": TEXTE,
                "source_url": TEXTE,
            }
        ),
    ]
}
CE_QUE_L_ON_SAIT = objet(
    {
        "population": POPULATION,
        "atteste": dit(ENTIER, "habitants sous un contrat aux dates lues"),
        "recense": dit(ENTIER, "habitants sous un contrat compté comme signé"),
        "plafond": dit(ENTIER, "habitants sous un contrat qui peut être en vigueur"),
        "projet": ENTIER,
        "echeance_passee": dit(ENTIER, "échéance passée, suite inconnue"),
        "dates_trop_pauvres": ENTIER,
        "aucun_contrat_recense": dit(ENTIER, "habitants d'un lieu où aucun contrat n'est recensé"),
        "publie": PUBLIE,
        "publie_signe_ou_projet": PUBLIE,
        "contrats_recenses": ENTIER,
        "contrats_annonces_non_recenses": ENTIER_OU_RIEN,
        "liste_attestee_complete": VRAI_OU_FAUX,
    }
)
TROUVE = objet(
    {
        "rang": ENTIER,
        "niveau": TEXTE,
        "code": TEXTE,
        "nom": TEXTE,
        "departement": TEXTE,
        "population": POPULATION,
        "precision": TEXTE,
        "pourquoi": TEXTE,
        "links": {"type": "array"},
    }
)
NIVEAUX_CHERCHES = (*NIVEAUX_DE_RECHERCHE, CONTRAT)
CHERCHER = Operation(
    "/territoires",
    "territoires",
    "Territoires",
    "Recherche d'un territoire par un nom, un sigle, un code ou un code postal",
    "Les résultats de «\u00a0python -m geo chercher\u00a0», le meilleur d'abord\u00a0: anciens "
    "noms et anciens codes compris, et les territoires que seul un contrat nomme.",
    cherche,
    reponse({"message": TEXTE, "resultats": suite(TROUVE)}, pages=True),
    (
        texte("q", "Ce qui est cherché.", "quimper", longueur=LONGUEUR_MAXIMALE, requis=True),
        liste("niveau", "Niveaux cherchés, séparés par des virgules.", NIVEAUX_CHERCHES, "commune"),
        REGISTRE,
        *parametres_de_page(PAR_PAGE, AU_PLUS),
    ),
    (
        Exemple("/territoires?q=quimper", "un nom"),
        Exemple("/territoires?q=st+brieuc&niveau=commune,epci", "une abréviation"),
        Exemple("/territoires?q=29232", "un code"),
    ),
)
TERRITOIRE_SEUL = Operation(
    "/territoires/{niveau}/{code}",
    "territoire",
    "Territoires",
    "Un territoire\u00a0: ses taux, ce que l'on en sait, ses contrats",
    "Un ancien code mène au territoire d'aujourd'hui\u00a0: les avertissements le disent.",
    montre,
    reponse(
        {
            "territoire": TERRITOIRE,
            "parents": suite(TERRITOIRE),
            "taux": LIGNE_DE_TAUX,
            "ce_que_l_on_sait": CE_QUE_L_ON_SAIT,
            "contrats": suite(
                objet({"id": TEXTE, "nom": TEXTE, "statut": TEXTE_OU_RIEN, "href": TEXTE})
            ),
        }
    ),
    (
        choix(
            "niveau",
            "Niveau du territoire.",
            NIVEAUX_DES_COMMANDES,
            "epci",
            dans_le_chemin=True,
            requis=True,
        ),
        texte(
            "code",
            "Son code.",
            "200068120",
            longueur=40,
            dans_le_chemin=True,
            requis=True,
        ),
        DATE,
        *REFERENCE,
    ),
    (
        Exemple("/territoires/epci/200068120", "Quimper Bretagne Occidentale"),
        Exemple("/territoires/region/53?date=2025-01-31", "la Bretagne"),
    ),
)
