"""``/contrats``: the directory, with the filters that its page has in its address."""

from typing import Any

from api.contenus.communs import DATE, REFERENCE, moteur_dessine
from api.contenus.enveloppe import enveloppe
from api.contenus.pages import lien, membres_de_page, parametres_de_page
from api.contenus.schemas import (
    DATE_PARTIELLE,
    ENTIER,
    ENTIER_OU_RIEN,
    JOUR_OU_RIEN,
    TEXTE,
    TEXTE_OU_RIEN,
    VRAI_FAUX_OU_RIEN,
    VRAI_OU_FAUX,
    Schema,
    dit,
    objet,
    reponse,
    suite,
)
from api.contenus.territoires import parametres_territoire, territoire_demande
from api.protocole.demande import Demande
from api.protocole.operation import JSON, Exemple, Operation
from api.protocole.parametres import choix, entier, liste, oui_non, texte
from api.protocole.problemes import Dit, impossible
from data.dates import DatePartielle
from data.lecture.schemas import fields_by_name
from data.model import THEMES, Contrat
from geo.annuaire.annuaire import TRIS, Criteres, Ligne, build_annuaire
from geo.annuaire.colonnes import GENERATION_INCONNUE, PORTEUR_INCONNU
from geo.annuaire.recherche import LONGUEUR_MAXIMALE, requete_normalisee
from geo.certitude.classes import CLASSES_DE_CONTRAT, classes_des_contrats
from geo.contrats.statuts import STATUTS, Periodes

PAR_PAGE, AU_PLUS = 100, 1000
MOIS_MAXIMUM = 120
GENERATIONS = (*(str(rank) for rank in range(1, 10)), GENERATION_INCONNUE)


def codes_de(colonne: str) -> tuple[str, ...]:
    """Return the values that a column of the contracts may have, as its schema lists them."""
    return tuple(fields_by_name("contrats")[colonne]["constraints"]["enum"])


def repond(demande: Demande) -> dict[str, Any]:
    """Return the contracts that meet the criteria, in the order asked for."""
    moteur = moteur_dessine(demande)
    place, notes = territoire_demande(moteur.referentiel, demande.valeurs)
    criteres = Criteres(
        texte=_texte(demande["q"]),
        territoire=place,
        statuts=demande["statut"],
        etapes=demande["etape"],
        generations=demande["generation"],
        themes=demande["theme"],
        porteurs=demande["porteur"],
        fin_mois=demande["fin"],
        axes=demande["axes"],
        suivi=demande["suivi"],
        tri=demande["tri"],
    )
    found = build_annuaire(moteur).chercher(criteres, demande.jour)
    classes = classes_des_contrats(moteur.couverture(demande.jour))
    rows = [
        _ligne(demande, one, classes[one.contrat.id])
        for one in found.lignes(demande["offset"], demande["limit"])
    ]
    return {
        **enveloppe(demande, moteur, notes),
        **membres_de_page(demande, len(found), len(rows)),
        "par_statut": found.par_statut,
        "approche": found.est_approche,
        "resultats": rows,
    }


def _texte(asked: str | None) -> str:
    if asked and not requete_normalisee(asked):
        attendu = Dit("des lettres ou des chiffres sont attendus.", "letters or digits expected.")
        raise impossible("q", asked, attendu, "quimper")
    return asked or ""


def _ligne(demande: Demande, found: Ligne, classe: str) -> dict[str, Any]:
    name = found.contrat.id
    return {
        **identite(found.contrat, found.statut, classe, found.periodes),
        "population": found.population,
        "themes": list(found.themes),
        "nb_axes": found.nb_axes,
        "nb_actions": found.nb_actions,
        "nb_actions_suivies": found.nb_actions_suivies,
        "links": [
            lien("item", demande.lien(f"/contrats/{name}"), JSON, "axes, actions, signataires"),
            lien(
                "related",
                demande.lien(f"/perimetres/{name}"),
                "application/geo+json",
                "périmètre",
            ),
        ],
    }


def identite(contrat: Contrat, statut: str, classe: str, periodes: Periodes) -> dict[str, Any]:
    """Return what is known of a contract itself; what no source says is null."""
    signed = periodes.signe
    return {
        "id": contrat.id,
        "nom": contrat.nom,
        "region": contrat.region,
        "departements": list(contrat.departements),
        "generation": contrat.generation,
        "porteur": contrat.porteur or None,
        "porteur_type": contrat.porteur_type or None,
        "etape": contrat.etape,
        "statut": statut,
        "certitude_du_statut": classe,
        "date_signature": ecrite(contrat.date_signature),
        "periode_debut": ecrite(contrat.periode_debut),
        "date_fin": ecrite(contrat.date_fin),
        "duree_ans": contrat.duree_ans,
        "debut": signed.debut.isoformat() if signed else None,
        "debut_estime": periodes.date_signature_inconnue if signed else None,
        "fin": signed.fin.isoformat() if signed and signed.fin else None,
        "fin_estimee": periodes.echeance_estimee if signed else None,
        "nb_actions_annonce": contrat.nb_actions_annonce,
        "fiabilite": contrat.fiabilite or None,
        "lien": contrat.lien or None,
        "source_url": contrat.source_url or None,
        "source_date": ecrite(contrat.source_date),
    }


def ecrite(valeur: DatePartielle | None) -> str | None:
    """Return a partial date as its source writes it."""
    return None if valeur is None else valeur.texte


IDENTITE: dict[str, Schema] = {
    "id": TEXTE,
    "nom": TEXTE,
    "region": dit(TEXTE, "région de l'ARS qui suit le contrat (code INSEE)"),
    "departements": suite(TEXTE),
    "generation": ENTIER_OU_RIEN,
    "porteur": TEXTE_OU_RIEN,
    "porteur_type": TEXTE_OU_RIEN,
    "etape": dit(TEXTE, "étape dans la vie du contrat, selon la source"),
    "statut": {"type": "string", "enum": list(STATUTS), "description": "ce jour-là"},
    "certitude_du_statut": {
        "type": "string",
        "enum": list(CLASSES_DE_CONTRAT),
        "description": "signe_atteste\u00a0: dates lues, echeance_passee\u00a0: suite inconnue",
    },
    "date_signature": DATE_PARTIELLE,
    "periode_debut": DATE_PARTIELLE,
    "date_fin": DATE_PARTIELLE,
    "duree_ans": ENTIER_OU_RIEN,
    "debut": dit(JOUR_OU_RIEN, "premier jour compté comme signé"),
    "debut_estime": VRAI_FAUX_OU_RIEN,
    "fin": dit(JOUR_OU_RIEN, "dernier jour compté comme signé"),
    "fin_estimee": VRAI_FAUX_OU_RIEN,
    "nb_actions_annonce": ENTIER_OU_RIEN,
    "fiabilite": TEXTE_OU_RIEN,
    "lien": TEXTE_OU_RIEN,
    "source_url": TEXTE_OU_RIEN,
    "source_date": DATE_PARTIELLE,
}
LIGNE = objet(
    {
        **IDENTITE,
        "population": dit(ENTIER_OU_RIEN, "habitants du périmètre, null s'il est inconnu"),
        "themes": suite(TEXTE),
        "nb_axes": ENTIER,
        "nb_actions": ENTIER,
        "nb_actions_suivies": ENTIER,
        "links": {"type": "array"},
    }
)
FILTRES = (
    texte(
        "q",
        "Mots d'un nom, d'un porteur, d'un territoire ou d'une commune.",
        "cornouaille",
        longueur=LONGUEUR_MAXIMALE,
    ),
    *parametres_territoire(),
    DATE,
    liste("statut", "Statuts, ce jour-là.", STATUTS, "signe"),
    liste("etape", "Étapes.", codes_de("etape"), "elaboration"),
    liste("theme", "Thèmes d'un axe.", THEMES, "sante_mentale"),
    liste("porteur", "Types de porteur.", (*codes_de("porteur_type"), PORTEUR_INCONNU), "epci"),
    liste("generation", "Générations.", GENERATIONS, "2"),
    entier("fin", "Signés qui finissent dans ce nombre de mois.", (1, MOIS_MAXIMUM), 12),
    oui_non("axes", "Contrats dont des axes sont connus, ou non."),
    oui_non("suivi", "Contrats dont une action a un statut connu, ou non."),
    choix("tri", "Ordre des résultats.", TRIS, "nom", defaut=TRIS[0]),
)
CONTRATS = Operation(
    "/contrats",
    "contrats",
    "Contrats",
    "Annuaire des contrats, avec les filtres de la page",
    "Les filtres portent les noms de l'adresse de la page «\u00a0Annuaire des contrats\u00a0». "
    "Plusieurs valeurs se séparent par des virgules.",
    repond,
    reponse(
        {
            "par_statut": {"type": "object", "additionalProperties": ENTIER},
            "approche": dit(VRAI_OU_FAUX, "aucun texte n'a ces mots\u00a0: les plus proches"),
            "resultats": suite(LIGNE),
        },
        pages=True,
    ),
    (*FILTRES, *REFERENCE, *parametres_de_page(PAR_PAGE, AU_PLUS)),
    (
        Exemple("/contrats?region=53", "les contrats de Bretagne"),
        Exemple("/contrats?q=cornouaille&statut=signe,projet", "par un mot et un statut"),
        Exemple("/contrats?departement=29&theme=sante_mentale&tri=fin&limit=5", "par un thème"),
    ),
)
