"""What every answer says of its figures: day, population, vintage, publication, sources, certainty.

The words of certainty are those of DESIGN section 6: a rate recorded is a floor, never the truth.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from api.protocole.demande import Demande
from data.depot.registre import load_registre
from data.lecture.referentiel import load_provenance
from geo.couverture.moteur import Moteur
from geo.territoires.bornes import HORIZON_ANS, PREMIER_JOUR_CONNU

LICENCE = "Licence Ouverte 2.0 (Etalab)"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
CERTITUDE = {
    "atteste": {
        "champ": "taux_atteste",
        "sens": "habitants sous un contrat dont les dates sont lues dans une source",
    },
    "recense": {
        "champ": "taux_signe",
        "sens": "habitants sous un contrat compté comme signé, daté ou non : un plancher, là où "
        "aucune ARS n'atteste que la liste est complète",
    },
    "plafond": {
        "champ": "taux_plafond",
        "sens": "avec les contrats dont l'échéance est passée sans suite connue, et ceux dont les "
        "dates sont trop pauvres",
    },
    "publie": {
        "champ": "taux_publie",
        "sens": "dernier taux publié pour ce territoire, pas après le jour (date_publie)",
    },
}


def sources_de(releve: date, annee_population: int, millesime: int) -> list[dict[str, str]]:
    """Return where the figures come from."""
    provenance = load_provenance()
    return [
        {
            "quoi": "contrats",
            "source": f"registre de l'atlas, relevé le {releve.isoformat()} sur des pages "
            "publiques (ARS, collectivités, préfectures, presse), incomplet là où aucune ARS "
            "ne l'atteste complet",
            "licence": LICENCE,
        },
        {
            "quoi": "population",
            "source": f"population municipale {annee_population} (INSEE)",
            "licence": LICENCE,
        },
        {
            "quoi": "territoires",
            "source": f"code officiel géographique {millesime} (INSEE, DGCL)\u00a0; "
            f"{provenance['attribution']}",
            "licence": LICENCE,
        },
    ]


def enveloppe(
    demande: Demande, moteur: Moteur, avertissements: Iterable[Mapping[str, str]] = ()
) -> dict[str, Any]:
    """Return the members that every answer has, for figures computed by an engine."""
    reference = moteur.reference
    releve = moteur.registre.date_releve
    millesime = reference.millesime if reference else moteur.referentiel.millesime
    annee = moteur.referentiel.annee_population
    return {
        "jour": demande.jour.isoformat(),
        "millesime": millesime,
        "annee_population": annee,
        "perimetre": reference.perimetre if reference else "courant",
        "publication": demande.numero,
        "date_releve": releve.isoformat(),
        "sources": sources_de(releve, annee, millesime),
        "certitude": CERTITUDE,
        "avertissements": [*avertissements_du_jour(demande.jour, releve), *avertissements],
    }


def enveloppe_sans_moteur(demande: Demande, annee: int, millesime: int) -> dict[str, Any]:
    """Return the same members where no figure is computed."""
    releve = load_registre(demande.numero).date_releve
    return {
        "jour": demande.jour.isoformat(),
        "millesime": millesime,
        "annee_population": annee,
        "perimetre": "courant",
        "publication": demande.numero,
        "date_releve": releve.isoformat(),
        "sources": sources_de(releve, annee, millesime),
        "certitude": CERTITUDE,
        "avertissements": [],
    }


def avertissement(fr: str, en: str) -> dict[str, str]:
    """Return something to know of an answer, in both languages."""
    return {"fr": fr, "en": en}


def avertissements_du_jour(jour: date, releve: date) -> list[dict[str, str]]:
    """Tell of a day that the registre says little of, as the command line does."""
    if jour < PREMIER_JOUR_CONNU:
        return [
            avertissement(
                f"aucun contrat n'est connu avant le {PREMIER_JOUR_CONNU}",
                f"no contract is known before {PREMIER_JOUR_CONNU}",
            )
        ]
    if jour > releve.replace(year=releve.year + HORIZON_ANS, day=1):
        return [
            avertissement(
                f"registre relevé le {releve}\u00a0: si loin, presque aucun contrat n'est encore "
                "compté comme signé",
                f"the registre was gathered on {releve}: this far ahead, hardly any contract is "
                "still counted as signed",
            )
        ]
    return []
