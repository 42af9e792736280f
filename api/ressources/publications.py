"""``/publications``: who published what, from which source and why."""

import re
from typing import Any

from api.contenus.enveloppe import enveloppe_sans_moteur
from api.contenus.pages import membres_de_page, page, parametres_de_page
from api.contenus.schemas import (
    ENTIER,
    ENTIER_OU_RIEN,
    TEXTE,
    TEXTE_OU_RIEN,
    dit,
    objet,
    reponse,
    suite,
)
from api.protocole.demande import Demande
from api.protocole.operation import Exemple, Operation
from data.depot.journal import read_publications
from data.depot.modele import Publication
from data.depot.ouverture import depot_en_usage
from data.depot.registre import load_registre
from data.lecture.referentiel import ANNEE_POPULATION_PAR_DEFAUT, MILLESIME_PAR_DEFAUT
from data.lecture.structures import noms_publics, structures_du_registre
from data.model import Registre

PAR_PAGE, AU_PLUS = 100, 1000
COURRIEL = re.compile(r"[^\s<>()\"']+@[^\s<>()\"']+")
RETIREE = "[adresse retirée]"


def repond(demande: Demande) -> dict[str, Any]:
    """Return the publications, the newest first."""
    with depot_en_usage().lecture() as connection:
        found = read_publications(connection, demande.numero)
    known = load_registre(demande.numero)
    rows = [as_public(one, known) for one in page(found, demande)]
    return {
        **enveloppe_sans_moteur(demande, ANNEE_POPULATION_PAR_DEFAUT, MILLESIME_PAR_DEFAUT),
        **membres_de_page(demande, len(found), len(rows)),
        "resultats": rows,
    }


def as_public(publication: Publication, registre: Registre) -> dict[str, Any]:
    """Return what anybody may read of a publication: its author is an organisation, or unsaid."""
    return {
        "numero": publication.numero,
        "instant": publication.instant.isoformat(),
        "nature": publication.nature,
        "auteur": noms_publics(publication.auteur, structures_du_registre(registre)) or None,
        "source": COURRIEL.sub(RETIREE, publication.source),
        "motif": COURRIEL.sub(RETIREE, publication.motif),
        "annule": publication.annule,
        "annulee_par": list(publication.annulee_par),
        "lignes_changees": dict(publication.lignes),
        "nb_fichiers": len(publication.fichiers),
    }


PUBLICATIONS = Operation(
    "/publications",
    "publications",
    "Registre",
    "Publications du registre, la plus récente d'abord",
    "Chaque changement du registre est une publication. Le paramètre registre=N des autres "
    "adresses donne les chiffres tels qu'ils étaient connus à la publication N.",
    repond,
    reponse(
        {
            "resultats": suite(
                objet(
                    {
                        "numero": ENTIER,
                        "instant": {"type": "string", "format": "date-time"},
                        "nature": TEXTE,
                        "auteur": dit(TEXTE_OU_RIEN, "un organisme\u00a0; null sinon"),
                        "source": TEXTE,
                        "motif": TEXTE,
                        "annule": ENTIER_OU_RIEN,
                        "annulee_par": suite(ENTIER),
                        "lignes_changees": {"type": "object", "additionalProperties": ENTIER},
                        "nb_fichiers": ENTIER,
                    }
                )
            )
        },
        pages=True,
    ),
    parametres_de_page(PAR_PAGE, AU_PLUS),
    (Exemple("/publications?limit=5", "les cinq dernières"),),
)
