"""Slides on the work: who works on what, and the actions probantes."""

import pandas as pd

from components.diaporama import Diapositive
from components.diaporama_mots import nom_du, pied
from components.figures import Chiffre, Graphique, Serie
from components.formats import (
    nombre,
    pluriel,
    pourcentage,
)
from components.libelles import THEMES
from components.statuts import STATUTS
from geo.seminaire import Seminaire

THEMES_MONTRES = 8
CONTRATS_POUR_CONCLURE = 3
CONNUE = STATUTS["signe"].couleur


def acteurs(seminaire: Seminaire) -> Diapositive:
    """Who works on what: themes of the axes, and priorities of the region."""
    found, name = seminaire.acteurs, nom_du(seminaire)
    matrix = found.themes
    order = sorted(range(len(matrix.sujets)), key=lambda row: -int(matrix.total[row]))
    most = [row for row in order if matrix.total[row]][:THEMES_MONTRES]
    whole = pluriel(found.nb_contrats, "contrat signé ou en projet", "contrats signés ou en projet")
    if not found.nb_contrats:
        title, phrase = f"{name}\u00a0: aucun contrat signé ou en projet n'est recensé", ""
    elif not most:
        title = f"{name}\u00a0: on ne sait pas encore sur quoi portent les contrats"
        phrase = f"Les axes ne sont connus pour aucun des {whole}."
    elif matrix.nb_connus < CONTRATS_POUR_CONCLURE:
        known = pluriel(matrix.nb_connus, "contrat seulement", "contrats seulement")
        title = f"{name}\u00a0: les axes de {known} sont connus"
        phrase = f"Sur {whole}\u00a0: trop peu pour conclure."
    else:
        first = [THEMES[matrix.sujets[row]] for row in most[:2]]
        title = f"{name}\u00a0: d'abord {' et '.join(_lower(one) for one in first)}"
        phrase = f"Axes connus de {nombre(matrix.nb_connus)} contrats sur {whole}."
    return Diapositive(
        cle="acteurs",
        titre=title,
        phrase=phrase,
        chiffres=(
            Chiffre(
                f"{nombre(matrix.nb_connus)} sur {nombre(found.nb_contrats)}",
                "contrats dont les axes sont connus",
            ),
        ),
        graphique=_themes(seminaire, most) if most else None,
        tableau=_priorites(seminaire) if most else None,
        pied=pied(seminaire, "thèmes lus dans les axes publiés", population=False),
        notes=(
            *(
                f"{THEMES[matrix.sujets[row]]}\u00a0: "
                f"{pluriel(int(matrix.total[row]), 'contrat')} "
                f"({pourcentage(float(matrix.parts_totales[row]), 0)} de ceux aux axes connus)."
                for row in most
            ),
            *(
                f"Priorité régionale «\u00a0{one.priorite.intitule}\u00a0»\u00a0: "
                + (", ".join(_nom(seminaire, name) for name in one.contrats) or "aucun contrat lu")
                + "."
                for one in found.priorites
            ),
            "Un contrat aux axes inconnus n'est pas un contrat qui ne fait rien.",
        ),
    )


def _lower(texte: str) -> str:
    return texte[0].lower() + texte[1:]


def _nom(seminaire: Seminaire, contrat_id: str) -> str:
    return seminaire.moteur.registre.contrats[contrat_id].nom


def _themes(seminaire: Seminaire, rows: list[int]) -> Graphique:
    matrix = seminaire.acteurs.themes
    names = tuple(THEMES[matrix.sujets[row]] for row in rows)
    values = tuple(float(matrix.total[row]) for row in rows)
    return Graphique(
        "barres",
        "Contrats ayant un axe sur le thème",
        names,
        (Serie("Contrats", values, CONNUE),),
        "contrats",
        "Contrats par thème\u00a0: "
        + ", ".join(f"{one} {value:.0f}" for one, value in zip(names, values, strict=True)),
    )


def _priorites(seminaire: Seminaire) -> pd.DataFrame | None:
    served = seminaire.acteurs.priorites
    if not served:
        return None
    return pd.DataFrame(
        {
            "Priorité régionale (PRS)": [one.priorite.intitule for one in served],
            "Contrats": [f"{len(one.contrats)} sur {one.nb_connus}" for one in served],
        }
    )


def probantes(seminaire: Seminaire) -> Diapositive:
    """The actions probantes by regional priority, and the contracts that name one."""
    found = seminaire.probantes
    total = sum(len(actions) for _, actions in found.par_priorite)
    linked = len(found.contrats)
    ars = next((one.ars for one in seminaire.annonces if one.region == found.region), "une ARS")
    groups = [(priorite, actions) for priorite, actions in found.par_priorite if actions]
    mine = seminaire.region is None or seminaire.region.code == found.region
    if not total:
        title, phrase = "Aucune action probante n'est recensée", ""
    else:
        title = f"{total} actions probantes, suivies par l'{ars}"
        phrase = (
            pluriel(linked, "contrat du territoire en nomme", "contrats du territoire en nomment")
            + " au moins une dans les sources lues."
            if linked
            else "Aucune source lue ne relie encore une action de contrat du territoire à l'une "
            "d'elles."
        )
    return Diapositive(
        cle="probantes",
        titre=title,
        phrase=phrase,
        chiffres=(
            Chiffre(
                nombre(total),
                "action probante" if total < 2 else "actions probantes",
                f"sur {pluriel(len(groups), 'priorité régionale', 'priorités régionales')}",
            ),
            Chiffre(
                nombre(linked),
                "contrat du territoire nomme une action probante"
                if linked < 2
                else "contrats du territoire nomment une action probante",
            ),
        ),
        tableau=pd.DataFrame(
            {
                "Priorité": [priorite.intitule for priorite, _ in groups],
                "Actions probantes": [
                    "\u00a0; ".join(one.intitule for one in actions) for _, actions in groups
                ],
            }
        )
        if groups
        else None,
        pied=pied(
            seminaire, f"liste de l'{ars}, la seule trouvée" if total else "", population=False
        ),
        notes=(
            *(
                f"{priorite.intitule}\u00a0: {', '.join(one.intitule for one in actions)}."
                for priorite, actions in groups
            ),
            *(
                f"{_nom(seminaire, contrat_id)}\u00a0: {code} ({pluriel(len(actions), 'action')})."
                for (contrat_id, code), actions in found.liens.items()
            ),
            *(
                ()
                if mine
                else (f"Cette liste est celle de l'{ars}\u00a0: elle peut inspirer ailleurs.",)
            ),
            *dict.fromkeys(f"Source\u00a0: {one.source}" for _, group in groups for one in group),
        ),
    )
