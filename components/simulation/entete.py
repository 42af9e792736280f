"""The answer of a simulation first, under a mark that says that it is one."""

from datetime import date

import streamlit as st

from components.commun.adresse.reference import phrase_reference
from components.commun.mots.annonces import nombre_annonce, quand_annonce
from components.commun.mots.articles import de
from components.commun.mots.certitude import liste_attestee
from components.commun.mots.formats import (
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from data.model import AnnonceRegion
from geo.certitude.attestation import Attestation
from geo.simulation.simulation import Simulation
from geo.territoires.millesimes import Reference
from geo.territoires.territoire import FRANCE

MARQUE = (
    '<div role="note" style="border:2px dashed #8a4b00;border-radius:6px;padding:0.35rem 0.8rem;'
    "background:repeating-linear-gradient(45deg,#fff7e8 0 14px,#fdeed3 14px 28px);"
    'color:#5c3300;font-size:0.95rem"><b>SIMULATION</b> – situation imaginée à partir des '
    "contrats recensés au {jour}. Aucun de ces chiffres n'est un résultat\u00a0: à ne pas citer "
    "comme la couverture réelle.</div>"
)


def marque(jour: date) -> None:
    """Draw the mark that nobody can miss."""
    st.html(MARQUE.format(jour=jour_en_lettres(jour)))


def signed(valeur: int) -> str:
    """Return a number of inhabitants with its sign: ``+1 234 hab.``, ``−12 hab.``."""
    sign = "+" if valeur > 0 else "−" if valeur < 0 else ""
    return f"{sign}{habitants(abs(valeur))}"


def _change(simulation: Simulation) -> str:
    net = signed(simulation.gagnes - simulation.perdus)
    if not (simulation.gagnes and simulation.perdus):
        return net
    gained, lost = (pluriel(simulation.gagnes, "gagné"), pluriel(simulation.perdus, "perdu"))
    return f"{net}\u00a0: {gained}, {lost}"


def phrase(simulation: Simulation, nom: str) -> str:
    """Return the answer as Markdown.

    ``nom``: of the scenario, as typed; '' when it has none.
    """
    before, after = simulation.bilan_avant, simulation.bilan_apres
    where = echappe_markdown(de(simulation.base))
    if before.taux_signe is None:
        return f"Aucun habitant n'est recensé ici ({where})\u00a0: un taux ne peut être calculé."
    if simulation.scenario.est_vide:
        return (
            f"Au {jour_en_lettres(simulation.avant.jour)}, la couverture signée recensée {where} "
            f"est de **{pourcentage(before.taux_signe)}** ({pluriel(before.signe, 'habitant')} sur "
            f"{nombre(before.population)}). Ajoutez un territoire pour voir ce qu'elle deviendrait."
        )
    named = f"le scénario «\u00a0{echappe_markdown(nom)}\u00a0»" if nom else "ce scénario"
    head = f"Avec {named}, la couverture signée recensée {where} "
    former, new = pourcentage(before.taux_signe), pourcentage(after.taux_signe)
    if before.signe == after.signe and not simulation.gagnes:
        return head + f"resterait à **{new}** (aucun habitant de plus)."
    if former == new:
        return head + f"resterait à **{new}**, à l'arrondi près ({_change(simulation)})."
    return head + f"passerait de {former} à **{new}** ({_change(simulation)})."


def phrase_projets(simulation: Simulation) -> str:
    """Return what the rate that counts the projects becomes, for a caption."""
    former = pourcentage(simulation.bilan_avant.taux_signe_ou_projet)
    new = pourcentage(simulation.bilan_apres.taux_signe_ou_projet)
    change = f"inchangée à {new}" if former == new else f"de {former} à {new}"
    return f"Couverture en comptant les contrats en projet\u00a0: {change}."


def answer(simulation: Simulation, nom: str, reference: Reference) -> None:
    """Draw the sentence, then what is counted, with which reference, and its reservations."""
    st.markdown(f"## {phrase(simulation, nom)}")
    lines = []
    if simulation.bilan_avant.taux_signe is not None and not simulation.scenario.est_vide:
        lines.append(phrase_projets(simulation))
    lines.append(
        f"Situation au {jour_en_lettres(simulation.avant.jour)}. {phrase_reference(reference)} Un "
        "habitant couvert deux fois compte une fois\u00a0: un territoire déjà couvert n'apporte "
        "rien."
    )
    st.caption(" ".join(lines))
    if simulation.base == FRANCE:
        st.caption(
            "Pour simuler une région ou un département, choisissez-le dans le volet de gauche."
        )


def reserve(
    nb_signes: int,
    annonce: AnnonceRegion | None,
    nb_estimes: int,
    attestees: tuple[Attestation, ...],
) -> None:
    """Say what the figures rest on: an incomplete registre, dates that are estimated.

    ``nb_signes``: signed contracts that touch the base; ``annonce``: what the ARS of the base
    announced, None for another base; ``nb_estimes``: signed contracts whose dates are estimated;
    ``attestees``: who answers for the list of the base.
    """
    held = pluriel(nb_signes, "CLS signé recensé", "CLS signés recensés")
    said = echappe_markdown(liste_attestee(attestees)) or "registre incomplet"
    parts = [f"{said[:1].upper()}{said[1:]}\u00a0: **{held}** sur ce territoire"]
    if annonce is not None and annonce.nb_cls_annonces:
        number, remark = echappe_markdown(nombre_annonce(annonce)), annonce.remarque
        parts.append(f", **{number} annoncés** par l'ARS {quand_annonce(annonce)}")
        parts.append(f" ({echappe_markdown(remark)})" if remark else "")
    if nb_estimes:
        parts.append(
            f"\u00a0; {pluriel(nb_estimes, 'contrat')} à date de signature inconnue ou à échéance "
            "estimée"
        )
    parts.append(
        "."
        if attestees
        else ". Un territoire peut avoir déjà signé sans être recensé ici\u00a0: à vérifier auprès "
        "de l'ARS avant toute décision."
    )
    st.caption("".join(parts))


def chiffres(simulation: Simulation) -> None:
    """Draw the two rates and the residents, before and after."""
    before, after = simulation.bilan_avant, simulation.bilan_apres
    unchanged = simulation.scenario.est_vide
    rates = [
        ("Couverture signée", before.taux_signe, after.taux_signe),
        ("Signée ou en projet", before.taux_signe_ou_projet, after.taux_signe_ou_projet),
    ]
    for label, former, new in rates:
        st.metric(
            label,
            pourcentage(new),
            delta=None if unchanged else f"contre {pourcentage(former)}",
            delta_color="off",
            delta_arrow="off",
            help="Avec le scénario, contre la situation de départ",
            border=True,
        )
    st.metric(
        "Habitants couverts",
        nombre(after.signe),
        delta=None if unchanged else signed(after.signe - before.signe),
        delta_color="off",
        delta_arrow="off",
        help=f"Par un contrat signé, sur {nombre(after.population)} habitants",
        border=True,
    )
