"""Top of the sheet of a contract: the answer first, the key figures, who carries it."""

from datetime import date

import streamlit as st

from components.commun.adresse.liens import autre_fiche, rang
from components.commun.adresse.passage import draw_titre
from components.commun.html import INCONNU, draw_html, faits, ou_inconnu, puce, puces
from components.commun.mots.etat_du_contrat import etat_du_contrat
from components.commun.mots.formats import (
    NON_RENSEIGNE,
    date_partielle,
    echappe_markdown,
    habitants,
    jour_en_lettres,
    nombre,
    pluriel,
    pourcentage,
)
from components.commun.mots.libelles import PORTEURS
from components.commun.statuts import STATUTS
from data.model import Contrat
from geo.contrat.fiche import Fiche
from geo.contrat.perimetre import FichePerimetre
from geo.contrats.statuts import DUREE_PAR_DEFAUT_ANS
from geo.contrats.vie import Echeance

RAISONS = {
    "source": "",
    "duree": "échéance estimée\u00a0: signature et durée prévue",
    "defaut": f"échéance estimée\u00a0: signature et {DUREE_PAR_DEFAUT_ANS}\u00a0ans",
    "echu": "la source dit le contrat terminé, sans donner la date",
    "inconnue": "",
}


def titre(fiche: Fiche, statut: str) -> None:
    """Draw the name of the contract and its chips: status in words, generation, reserves."""
    draw_titre(echappe_markdown(fiche.contrat.nom), anchor=False)
    aspect = STATUTS.get(fiche.statut)
    chips = [puce(statut, "fiche-puce-forte", aspect)]
    if fiche.contrat.generation is not None:
        chips.append(puce(rang(fiche.contrat.generation)))
    if fiche.vie.echeance.est_estimee:
        chips.append(puce("échéance estimée", titre=RAISONS[fiche.vie.echeance.raison]))
    if fiche.periodes.date_signature_inconnue:
        chips.append(puce("date de signature inconnue"))
    if fiche.contrat.fiabilite == "a_confirmer":
        chips.append(
            puce("à confirmer", titre="Une partie de ces informations a été déduite, voir Sources")
        )
    draw_html(puces(chips))


def _couvre(perimetre: FichePerimetre) -> str:
    if not perimetre.est_connu:
        return "Son périmètre n'est pas renseigné\u00a0: aucun habitant ne peut être compté."
    if not perimetre.nb_communes:
        names = ", ".join(echappe_markdown(name) for name in perimetre.communes_partielles)
        return f"Il porte sur une partie de {names}\u00a0: ses habitants ne peuvent être comptés."
    parts = [pluriel(perimetre.nb_communes, "commune")]
    if perimetre.nb_communes > 1 and perimetre.epci:
        parts.append(f"{nombre(len(perimetre.epci))}\u00a0EPCI")
    regions = perimetre.regions
    text = f"Son périmètre compte **{nombre(perimetre.population)}\u00a0habitants** dans "
    text += " et ".join(parts)
    if perimetre.seul is not None:
        text += f" ({echappe_markdown(perimetre.seul.nom)})"
    if len(regions) > 1:
        names = " et ".join(echappe_markdown(region.nom) for region in regions)
        text += f", **à cheval sur {nombre(len(regions))}\u00a0régions** ({names})"
    return text + "."


def reponse(fiche: Fiche, comptee: str, classe: str = "") -> None:
    """Draw the answer: where the contract stands on the day, and who it covers.

    ``comptee``: the sentence that says what its inhabitants are counted with; ``classe``: one of
    geo.certitude.classes.CLASSES_DE_CONTRAT.
    """
    st.markdown(
        f"## Au {jour_en_lettres(fiche.jour)}, ce contrat {etat_du_contrat(fiche, classe)}. "
        f"{_couvre(fiche.perimetre)}"
    )
    if fiche.perimetre.est_connu:
        st.caption(f"{comptee} Les chiffres d'une source plus ancienne peuvent différer.")


def _fin(vers: Echeance) -> str:
    if vers.date is None:
        return f"{INCONNU}{_parenthese(RAISONS[vers.raison])}"
    return f"{date_partielle(vers.date)}{_parenthese(RAISONS[vers.raison])}"


def _parenthese(texte: str) -> str:
    return f" ({texte})" if texte else ""


def _signature(fiche: Fiche) -> str:
    contrat, signed = fiche.contrat, fiche.periodes.signe
    if contrat.date_signature is not None:
        return date_partielle(contrat.date_signature)
    if signed is None:
        return INCONNU if fiche.statut not in ("projet", "a_venir") else "pas encore signé"
    counted = f"le contrat est compté à partir du {jour_en_lettres(signed.debut)}"
    if contrat.periode_debut is not None and contrat.date_fin is not None:
        counted += f", début de la période lue\u00a0: {date_partielle(contrat.periode_debut)}"
    return f"{INCONNU} ({counted})"


def _porteur(contrat: Contrat) -> str:
    kind = PORTEURS.get(contrat.porteur_type, "")
    return f"{ou_inconnu(contrat.porteur)}, {kind or 'type ' + NON_RENSEIGNE}"


def identite(fiche: Fiche) -> None:
    """Draw the facts of the contract: who carries it, its dates with the precision known."""
    contrat = fiche.contrat
    length = f"{contrat.duree_ans}\u00a0ans" if contrat.duree_ans else INCONNU
    generation = rang(contrat.generation) if contrat.generation else INCONNU
    lines = [
        ("Porteur", _porteur(contrat)),
        ("ARS chef de file", ou_inconnu(fiche.ars)),
        ("Signature", _signature(fiche)),
        ("Échéance", _fin(fiche.vie.echeance)),
        ("Durée prévue", length),
        ("Génération", generation),
    ]
    draw_html(faits(lines))


def generations(fiche: Fiche, contrats: dict[str, Contrat], jour: date) -> None:
    """Draw the links to the contracts just before and just after."""
    before, after = fiche.generations.precedentes, fiche.generations.suivante
    if before:
        st.caption("Contrat précédent" if len(before) == 1 else "Contrats précédents")
        for name in before:
            autre_fiche(contrats[name], jour, ":material/arrow_back:")
    if after:
        st.caption("Contrat suivant")
        autre_fiche(contrats[after], jour, ":material/arrow_forward:")
    if not before and not after:
        st.caption("Aucune autre génération de ce contrat n'est recensée.")


def chiffres(fiche: Fiche) -> None:
    """Draw the key figures: residents, communes, EPCI, axes, actions done, time left."""
    perimetre, progress = fiche.perimetre, fiche.axes.avancement
    counted = perimetre.nb_communes > 0
    done = progress.taux_realise
    figures = [
        ("Habitants", nombre(perimetre.population) if counted else INCONNU),
        ("Communes", _communes(perimetre) if perimetre.est_connu else INCONNU),
        ("EPCI", _epci(perimetre) if counted else INCONNU),
        ("Axes", nombre(fiche.axes.nb_axes) if fiche.axes.nb_axes else INCONNU),
        (
            "Actions réalisées",
            INCONNU
            if done is None
            else f"{progress.realisees} <small>sur {progress.retenues}</small>",
        ),
        _reste(fiche),
    ]
    tiles = "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in figures)
    draw_html(f'<dl class="fiche-chiffres">{tiles}</dl>')


def _communes(perimetre: FichePerimetre) -> str:
    partial = len(perimetre.communes_partielles)
    if not partial:
        return nombre(perimetre.nb_communes)
    if not perimetre.nb_communes:
        return f"{nombre(partial)} <small>en partie</small>"
    return f"{nombre(perimetre.nb_communes)} <small>et {nombre(partial)} en partie</small>"


def _epci(perimetre: FichePerimetre) -> str:
    total = nombre(len(perimetre.epci))
    cut = sum(not part.en_entier for part in perimetre.epci)
    if not cut:
        return total
    if cut == len(perimetre.epci):
        return f"{total} <small>en partie</small>"
    return f"{total} <small>dont {nombre(cut)} en partie</small>"


def duree(mois: int) -> str:
    """Return a number of months in words: ``1 an et 8 mois``."""
    if mois < 1:
        return "moins d'un mois"
    years, months = divmod(mois, 12)
    parts = [pluriel(years, "an")] if years else []
    if months:
        parts.append(f"{months}\u00a0mois")
    return " et ".join(parts)


def _reste(fiche: Fiche) -> tuple[str, str]:
    """Return the time left: the label and the value of its tile."""
    frise = fiche.vie.frise
    if fiche.statut in ("echu", "renouvele"):
        return "Échéance", "<small>passée</small>"
    if frise is None or frise.mois_restants is None or fiche.statut != "signe":
        return "Échéance", INCONNU
    return "Échéance dans", f"<small>{duree(frise.mois_restants)}</small>"


def part_de(part: int, tout: int) -> str:
    """Return a share of the residents of a perimeter."""
    return f"{habitants(part)}, {pourcentage(100 * part / tout if tout else None)}"
