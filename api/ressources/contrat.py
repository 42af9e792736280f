"""``/contrats/{id}``: one contract, its perimeter, axes, actions and signatories."""

from typing import Any

from api.contenus.communs import DATE, REFERENCE, moteur_dessine
from api.contenus.enveloppe import enveloppe
from api.contenus.pages import lien
from api.contenus.schemas import (
    DATE_PARTIELLE,
    ENTIER_OU_RIEN,
    TERRITOIRE,
    TEXTE,
    TEXTE_OU_RIEN,
    VRAI_OU_FAUX,
    dit,
    objet,
    reponse,
    suite,
)
from api.protocole.demande import Demande
from api.protocole.operation import GEOJSON, JSON, Exemple, Operation
from api.protocole.parametres import Parametre, texte
from api.protocole.problemes import Dit, Probleme, cite
from api.ressources.contrats import IDENTITE, ecrite, identite
from api.ressources.taux import lignes
from data.lecture.structures import noms_publics, structures_du_registre
from data.model import Action, Registre
from geo.certitude.classes import classes_des_contrats
from geo.contrat.fiche import Fiche, build_fiche
from geo.contrat.noms_proches import contrats_proches
from geo.contrats.actions import est_en_retard, statut_au
from geo.couverture.communes_du_perimetre import table_du_perimetre
from geo.couverture.moteur import Moteur

EXEMPLE = "cls-29-cornouaille-1"
IDENTIFIANT: Parametre = texte(
    "id",
    "Identifiant du contrat.",
    EXEMPLE,
    longueur=120,
    dans_le_chemin=True,
    requis=True,
)


def check_contrat(registre: Registre, identifiant: str) -> str:
    """Return the identifier of a contract; raise Probleme (404) that names the nearest."""
    if identifiant in registre.contrats:
        return identifiant
    near = list(contrats_proches(registre, identifiant))
    raise Probleme(
        404,
        "contrat_inconnu",
        Dit(
            f"Aucun contrat du registre n'a l'identifiant {cite(identifiant)}.",
            f"No contract of the registre has the identifier {cite(identifiant)}.",
        ),
        {"proches": near},
    )


def repond(demande: Demande) -> dict[str, Any]:
    """Return one contract with all that is known of it on the day."""
    moteur = moteur_dessine(demande)
    name = check_contrat(moteur.registre, demande["id"])
    couverture = moteur.couverture(demande.jour)
    fiche = build_fiche(couverture, name)
    classe = classes_des_contrats(couverture)[name]
    return {
        **enveloppe(demande, moteur),
        "links": _links(demande, fiche),
        "contrat": identite(fiche.contrat, fiche.statut, classe, fiche.periodes),
        "ars": fiche.ars or None,
        "territoires": [vars(one) for one in fiche.territoires],
        "generations": {
            "precedentes": list(fiche.generations.precedentes),
            "suivante": fiche.generations.suivante,
        },
        "perimetre_du_contrat": _perimetre(moteur, fiche),
        "axes": _axes(moteur.registre, name),
        "actions": _actions(demande, moteur.registre, name),
        "signataires": [
            {"nom": one.nom, "categorie": one.categorie, "source_url": one.source_url or None}
            for one in moteur.registre.signataires_du_contrat(name)
        ],
        "pages_lues": [
            {"url": address, "documente": list(tables)} for address, tables in fiche.sources
        ],
    }


def _links(demande: Demande, fiche: Fiche) -> list[dict[str, str]]:
    shape = demande.lien(f"/perimetres/{fiche.contrat.id}")
    around = [
        lien("self", demande.ici(), JSON, fiche.contrat.nom),
        lien("related", shape, GEOJSON, "périmètre"),
    ]
    if fiche.generations.suivante:
        following = demande.lien(f"/contrats/{fiche.generations.suivante}")
        around.append(lien("successor-version", following, JSON, "génération suivante"))
    around += [
        lien("predecessor-version", demande.lien(f"/contrats/{name}"), JSON, "avant")
        for name in fiche.generations.precedentes
    ]
    return around


def _perimetre(moteur: Moteur, fiche: Fiche) -> dict[str, Any]:
    """Return the perimeter as the source gives it, and the communes it has, as ``python -m geo
    perimetre``.
    """
    lines = moteur.registre.perimetre_du_contrat(fiche.contrat.id)
    known = fiche.perimetre.est_connu
    return {
        "connu": known,
        "population": fiche.perimetre.population if known else None,
        "nb_communes": fiche.perimetre.nb_communes if known else None,
        "communes_en_partie": list(fiche.perimetre.communes_partielles),
        "lignes": [
            {
                "operation": one.operation,
                "niveau": one.niveau,
                "code": one.code,
                "libelle": one.libelle or None,
                "source_url": one.source_url or None,
            }
            for one in lines
        ],
        "communes": lignes(table_du_perimetre(moteur, fiche.contrat.id)),
    }


def _axes(registre: Registre, name: str) -> list[dict[str, Any]]:
    return [
        {
            "numero": axe.numero or None,
            "intitule": axe.intitule,
            "themes": list(axe.themes),
            "source_url": axe.source_url or None,
        }
        for axe in registre.axes_du_contrat(name)
    ]


def _actions(demande: Demande, registre: Registre, name: str) -> list[dict[str, Any]]:
    return [_action(demande, registre, action) for action in registre.actions_du_contrat(name)]


def _action(demande: Demande, registre: Registre, action: Action) -> dict[str, Any]:
    """Return an action on the day; ``pilote``: the organisations that it names, and no person."""
    return {
        "axe_numero": action.axe_numero or None,
        "numero": action.numero or None,
        "intitule": action.intitule,
        "statut": statut_au(action, demande.jour),
        "en_retard": est_en_retard(action, demande.jour),
        "pilote": noms_publics(action.pilote, structures_du_registre(registre)) or None,
        "echeance": ecrite(action.echeance),
        "date_statut": ecrite(action.date_statut),
        "action_probante": action.action_probante or None,
        "source_url": action.source_url or None,
    }


COMMUNE = objet(
    {
        "code": TEXTE,
        "nom": TEXTE,
        "code_epci": TEXTE,
        "code_departement": TEXTE,
        "code_region": TEXTE,
        "population": {"type": "integer"},
    }
)
PERIMETRE = objet(
    {
        "connu": VRAI_OU_FAUX,
        "population": ENTIER_OU_RIEN,
        "nb_communes": dit(ENTIER_OU_RIEN, "communes couvertes en entier"),
        "communes_en_partie": suite(TEXTE),
        "lignes": suite(
            objet(
                {
                    "operation": TEXTE,
                    "niveau": TEXTE,
                    "code": TEXTE,
                    "libelle": TEXTE_OU_RIEN,
                    "source_url": TEXTE_OU_RIEN,
                }
            )
        ),
        "communes": suite(COMMUNE),
    }
)
ACTION = objet(
    {
        "axe_numero": TEXTE_OU_RIEN,
        "numero": TEXTE_OU_RIEN,
        "intitule": TEXTE,
        "statut": TEXTE,
        "en_retard": VRAI_OU_FAUX,
        "pilote": dit(TEXTE_OU_RIEN, "structures seulement, jamais le nom d'une personne"),
        "echeance": DATE_PARTIELLE,
        "date_statut": DATE_PARTIELLE,
        "action_probante": TEXTE_OU_RIEN,
        "source_url": TEXTE_OU_RIEN,
    }
)
AXE = objet(
    {
        "numero": TEXTE_OU_RIEN,
        "intitule": TEXTE,
        "themes": suite(TEXTE),
        "source_url": TEXTE_OU_RIEN,
    }
)
CONTRAT = Operation(
    "/contrats/{id}",
    "contrat",
    "Contrats",
    "Un contrat\u00a0: périmètre, axes, actions, signataires",
    "Ce qu'aucune source lue ne dit est null. Les noms de personnes ne sont pas donnés.",
    repond,
    reponse(
        {
            "contrat": objet(IDENTITE),
            "ars": TEXTE_OU_RIEN,
            "territoires": suite(TERRITOIRE),
            "generations": objet({"precedentes": suite(TEXTE), "suivante": TEXTE_OU_RIEN}),
            "perimetre_du_contrat": PERIMETRE,
            "axes": suite(AXE),
            "actions": suite(ACTION),
            "signataires": suite(
                objet({"nom": TEXTE, "categorie": TEXTE, "source_url": TEXTE_OU_RIEN})
            ),
            "pages_lues": suite(objet({"url": TEXTE, "documente": suite(TEXTE)})),
        }
    ),
    (IDENTIFIANT, DATE, *REFERENCE),
    (
        Exemple(f"/contrats/{EXEMPLE}", "le contrat de Cornouaille"),
        Exemple(f"/contrats/{EXEMPLE}?date=2024-01-31", "le même, un autre jour"),
    ),
)
