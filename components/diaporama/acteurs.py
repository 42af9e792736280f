"""Slides on the work: who works on what, and the actions probantes."""

from collections.abc import Iterable, Iterator

import pandas as pd

from components.commun.mots.formats import (
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import THEMES
from components.commun.statuts import STATUTS
from components.diaporama.mots import nom_du, pied, source_du_contrat
from components.figures.figure import Chiffre, Graphique, Serie
from components.gabarit.diapositive import Diapositive
from geo.presentation.seminaire import Seminaire

THEMES_MONTRES = 8
CONTRATS_POUR_CONCLURE = 3
EN_LETTRES = {3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit"}
NOTHING_YET = "Les thèmes se lisent dans les axes d'un contrat signé ou en projet."
CONNUE = STATUTS["signe"].couleur


def acteurs(seminaire: Seminaire) -> Diapositive:
    """Who works on what: themes of the axes, and priorities of the region."""
    found, name = seminaire.acteurs, nom_du(seminaire)
    matrix = found.themes
    order = sorted(range(len(matrix.sujets)), key=lambda row: -int(matrix.total[row]))
    most = [row for row in order if matrix.total[row]][:THEMES_MONTRES]
    whole = pluriel(found.nb_contrats, "contrat signé ou en projet", "contrats signés ou en projet")
    if not found.nb_contrats:
        title = f"{name}\u00a0: aucun contrat signé ou en projet n'est recensé"
        phrase = "Ce que la région attend d'un contrat\u00a0:" if found.priorites else NOTHING_YET
    elif not most:
        title = f"{name}\u00a0: on ne sait pas encore sur quoi portent les contrats"
        phrase = f"Les axes ne sont connus pour aucun des {whole}."
    elif matrix.nb_connus < CONTRATS_POUR_CONCLURE:
        known = matrix.nb_connus
        which = "d'un seul contrat" if known == 1 else f"de {nombre(known)} contrats seulement"
        title = f"{name}\u00a0: les axes {which} sont connus"
        phrase = f"Sur {whole}\u00a0: trop peu pour conclure."
    else:
        title, phrase = _first_themes(seminaire, order)
        if matrix.nb_connus < found.nb_contrats:  # the title says no more than was read
            title += f", dans {nombre(matrix.nb_connus)} contrats lus sur {found.nb_contrats}"
    return Diapositive(
        cle="acteurs",
        titre=title,
        phrase=phrase,
        chiffres=(
            Chiffre(
                f"{nombre(matrix.nb_connus)} sur {nombre(found.nb_contrats)}",
                "contrats dont les axes sont connus",
            ),
        )
        if found.nb_contrats
        else (),
        graphique=_themes(seminaire, most) if most else None,
        tableau=_priorites(seminaire) if most else None,
        puces=() if most else tuple(one.priorite.intitule for one in found.priorites),
        pied=pied(
            seminaire,
            "thèmes lus dans les axes publiés" if most else "",
            _of_the_region(seminaire) if most else "",
            population=False,
        ),
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
            *_contract_sources(
                seminaire, (name for one in found.priorites for name in one.contrats)
            ),
            "Un contrat aux axes inconnus n'est pas un contrat qui ne fait rien.",
        ),
    )


def _of_the_region(seminaire: Seminaire) -> str:
    """Say why the table of priorities counts fewer contracts than the chart of themes; or ''."""
    found = seminaire.acteurs
    led_here = found.priorites[0].nb_connus if found.priorites else 0
    elsewhere = found.themes.nb_connus - led_here
    if not found.priorites or not elsewhere:
        return ""
    others = pluriel(elsewhere, "autre contrat relève", "autres contrats relèvent")
    return f"tableau\u00a0: contrats de l'ARS de la région, {others} d'une ARS voisine"


def _first_themes(seminaire: Seminaire, order: list[int]) -> tuple[str, str]:
    """Return title and sentence of what most contracts work on; a tie is said to be one.

    ``order``: rows of the themes, most contracts first.
    """
    matrix, name = seminaire.acteurs.themes, nom_du(seminaire)
    counts = [int(matrix.total[row]) for row in order]
    first = [THEMES[matrix.sujets[row]] for row in order if matrix.total[row] == counts[0]]
    second = [
        THEMES[matrix.sujets[row]]
        for row in order
        if 0 < matrix.total[row] == max((one for one in counts if one < counts[0]), default=0)
    ]
    rests = (
        f"D'après les axes connus de {nombre(matrix.nb_connus)} des "
        f"{nombre(seminaire.acteurs.nb_contrats)} contrats signés ou en projet"
    )
    if len(first) > 2:
        tied = EN_LETTRES.get(len(first), nombre(len(first)))
        names = ", ".join(_lower(one) for one in first)
        title = f"{name}\u00a0: {tied} thèmes à égalité"
        each = pluriel(counts[0], "contrat chacun", "contrats chacun")
        return title, f"{names[0].upper()}{names[1:]}\u00a0: {each}. {rests}."
    title = f"{name}\u00a0: d'abord {_lower(first[0])}"
    if len(first) == 2:
        return f"{title}, à égalité avec {_lower(first[1])}", f"{rests}."
    if len(second) == 1:  # with a tie for the second place, none of them is the second theme
        title += f", puis {_lower(second[0])}"
    return title, f"{rests}."


def _contract_sources(seminaire: Seminaire, noms: Iterable[str]) -> Iterator[str]:
    """Yield the page each contract was read on, one line each; none for those without."""
    for name in dict.fromkeys(noms):
        contrat = seminaire.moteur.registre.contrats[name]
        if contrat.source_url:
            yield f"{contrat.nom}.{source_du_contrat(contrat)}"


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
    """The actions probantes by regional priority, and the contracts that name one.

    One list is held, that of one ARS: elsewhere it can inspire, and nobody is expected to follow
    it.
    """
    found = seminaire.probantes
    total = sum(len(actions) for _, actions in found.par_priorite)
    ars = next((one.ars for one in seminaire.annonces if one.region == found.region), "une ARS")
    groups = [(priorite, actions) for priorite, actions in found.par_priorite if actions]
    count = pluriel(total, "action probante", "actions probantes")
    return Diapositive(
        cle="probantes",
        titre=f"La liste suivie par l'{ars}\u00a0: {count}"
        if total
        else "Aucune action probante n'est recensée",
        phrase=_probantes_sentence(seminaire, ars) if total else "",
        chiffres=_probantes_figures(seminaire, total, len(groups)),
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
            *_contract_sources(seminaire, found.contrats),
            *dict.fromkeys(f"Source\u00a0: {one.source}" for _, group in groups for one in group),
        ),
    )


def _is_list_of_here(seminaire: Seminaire) -> bool:
    """Tell whether the list is that of the region of the territory."""
    return seminaire.region is not None and seminaire.region.code == seminaire.probantes.region


def _probantes_sentence(seminaire: Seminaire, ars: str) -> str:
    linked = len(seminaire.probantes.contrats)
    if linked:
        named = pluriel(
            linked, "contrat du territoire en nomme", "contrats du territoire en nomment"
        )
        return f"{named} au moins une dans les sources lues."
    if _is_list_of_here(seminaire):
        return (
            "Aucune source lue ne relie encore une action de contrat du territoire à l'une d'elles."
        )
    return f"Elle peut inspirer ailleurs\u00a0: seule l'{ars} en publie une, à notre connaissance."


def _probantes_figures(seminaire: Seminaire, total: int, groupes: int) -> tuple[Chiffre, ...]:
    """Return how many there are; who names one, except a zero where no list is followed."""
    linked = len(seminaire.probantes.contrats)
    whole = Chiffre(
        nombre(total),
        "action probante" if total < 2 else "actions probantes",
        f"sur {pluriel(groupes, 'priorité régionale', 'priorités régionales')}",
    )
    if not linked and not _is_list_of_here(seminaire):
        return (whole,)
    return (
        whole,
        Chiffre(
            nombre(linked),
            "contrat du territoire nomme une action probante"
            if linked < 2
            else "contrats du territoire nomment une action probante",
        ),
    )
