"""What a draft does to the figures, before anything is published: rates, certainty, map."""

from html import escape

import streamlit as st

from components.carte.carte import EtatCarte, draw_carte
from components.carte.couverture import CONTOURS, aspects_of, carte_des_couches
from components.commun.html import draw_html, tableau
from components.commun.legende import legende
from components.commun.mots.certitude import taux_publie
from components.commun.mots.formats import echappe_markdown, jour_en_lettres, pourcentage
from components.commun.mots.libelles import NIVEAUX_PLURIEL
from components.figures.certitude import barre_de_certitude
from components.figures.ecran.certitude import draw_barre
from geo.couverture.carte import EtatCouches
from geo.saisie.apercu import CarteDeLEffet, EffetCertain, EffetDuBrouillon

HAUTEUR = 420
ENTETES = (
    "Territoire",
    "Signé",
    "Signé ou en projet",
    "Attesté",
    "Au plus, d'après le registre",
    "Publié",
)
AVANT, APRES = "Avant", "Après"


def effet(found: EffetDuBrouillon) -> None:
    """Draw the effect of a draft: what moves in a sentence, the rates, the contracts, the bar."""
    st.markdown(_sentence(found))
    rows = [_row(one) for one in found.territoires]
    title = f"Part de la population couverte au {jour_en_lettres(found.jour)}, avant → après"
    draw_html(f'<div class="saisie-large">{tableau(title, ENTETES, rows)}</div>')
    for label, names in (
        ("Contrats comptés comme signés en plus", found.apercu.signes_en_plus),
        ("Contrats qui ne sont plus comptés comme signés", found.apercu.signes_en_moins),
    ):
        if names:
            st.markdown(f"{label}\u00a0: **{echappe_markdown(', '.join(names))}**.")
    _bars(found)


def _sentence(found: EffetDuBrouillon) -> str:
    if not found.bouge:
        return (
            "**Aucun taux ne change.** Ces changements ne touchent ni les dates ni le périmètre "
            "qui sont comptés à ce jour."
        )
    widest = next((one for one in found.territoires if one.effet.niveau == "region"), None)
    shown = widest if widest is not None and widest.bouge else found.territoires[0]
    effect = shown.effet
    before, after = effect.taux_signe_avant, effect.taux_signe_apres
    name = echappe_markdown(effect.nom)
    if before == after:
        return (
            f"**{name}**\u00a0: le taux signé reste à {pourcentage(before, 2)}\u00a0; ce qui "
            "change est dans le tableau."
        )
    return (
        f"**{name}\u00a0: {pourcentage(before, 2)} → {pourcentage(after, 2)}** de la population "
        "sous un contrat recensé comme signé."
    )


def _row(one: EffetCertain) -> tuple[str, ...]:
    effect, before, after = one.effet, one.avant, one.apres
    published = effect.publie
    return (
        escape(effect.nom),
        _change(effect.taux_signe_avant, effect.taux_signe_apres),
        _change(effect.taux_signe_ou_projet_avant, effect.taux_signe_ou_projet_apres),
        _change(before.taux_atteste, after.taux_atteste),
        _change(before.taux_plafond, after.taux_plafond),
        escape(taux_publie(published)) if published is not None else "",
    )


def _change(before: float | None, after: float | None) -> str:
    former, new = pourcentage(before, 2), pourcentage(after, 2)
    return escape(new) if former == new else f"{escape(former)} → <b>{escape(new)}</b>"


def _bars(found: EffetDuBrouillon) -> None:
    """Draw the bar of certainty before and after, for the narrowest territory that moves."""
    moved = [one for one in found.territoires if one.bouge]
    if not moved:
        return
    shown = moved[-1]
    st.markdown(f"**Ce qui est sûr et ce qui ne l'est pas, {echappe_markdown(shown.effet.nom)}**")
    places = st.columns(2, gap="medium")
    for place, label, certitude in zip(
        places, (AVANT, APRES), (shown.avant, shown.apres), strict=True
    ):
        with place:
            st.caption(label)
            draw_barre(barre_de_certitude(certitude))


def carte(found: CarteDeLEffet, noms: str, cle: str) -> None:
    """Draw the map of what changes, or the one of before; ``noms``: published contracts."""
    chosen = st.segmented_control(
        f"Carte\u00a0: {found.territoire.nom}",
        (APRES, AVANT),
        default=APRES,
        key=f"{cle}-quand",
    )
    after = chosen != AVANT
    state = _etat(found.apres if after else found.avant, found)
    present = set(state.classes)
    legende(
        [one for one in aspects_of("effet" if after else "statut") if one.code in present],
        state.classes,
        NIVEAUX_PLURIEL.get(found.apres.niveau, "territoires"),
    )
    draw_carte(state, noms, cle=cle, hauteur=HAUTEUR)


def _etat(etat: EtatCouches, found: CarteDeLEffet) -> EtatCarte:
    cut = "commune" if found.territoire.niveau == "departement" else "epci"
    return carte_des_couches(
        etat, "effet", f"saisie-{found.territoire.code}", contours=CONTOURS.get(cut)
    )
