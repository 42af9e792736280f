"""The perimeter, territory by territory: searched by name, added, left out, with its residents."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

import streamlit as st

from components.commun.adresse.reglages import plusieurs
from components.commun.mots.formats import echappe_markdown, habitants, pluriel
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.saisie.etat import Atelier, garde_perimetre
from components.saisie.mots import NIVEAUX
from geo.recherche.recherche import Recherche, Resultat
from geo.saisie.perimetre import EXCLUT, INCLUT, Membre, PerimetreSaisi, ligne_du_territoire

SANS_TERRITOIRE = "Aucun territoire trouvé. Essayez un nom voisin, un code postal ou un code INSEE."


def champ_de_recherche(cle: str) -> str:
    """Draw the field in which a territory is looked for; return what was typed."""
    return st.text_input(
        "Ajouter un territoire",
        key=cle,
        placeholder="Nom d'un EPCI ou d'une commune, code postal, code INSEE ou SIREN",
    ).strip()


def resultats(
    found: Recherche,
    cle: str,
    deja: Collection[tuple[str, str]],
    gestes: Sequence[tuple[str, str, Callable[[Resultat], None]]],
) -> None:
    """Draw the territories found, each with what may be done with it.

    ``deja``: (level, code) of those already there; ``gestes``: name, icon, and what it does.
    """
    if found.message:
        st.caption(f"{echappe_markdown(found.message)}.")
    elif not found.resultats:
        st.caption(SANS_TERRITOIRE)
    for result in found.resultats:
        details = (NIVEAUX_DES_LIEUX[result.niveau], result.precision, result.departement)
        text = ", ".join(echappe_markdown(one) for one in details if one)
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.markdown(
                f"**{echappe_markdown(result.nom)}**, {text}, {habitants(result.population)}",
                width="stretch",
            )
            there = (result.niveau, result.code) in deja
            if there:
                st.caption("déjà dans le périmètre", width="content")
                continue
            for name, icon, act in gestes:
                st.button(
                    name,
                    key=f"{cle}-{name}-{result.niveau}-{result.code}",
                    icon=icon,
                    on_click=act,
                    args=(result,),
                )


def population(avant: PerimetreSaisi, apres: PerimetreSaisi, annee: int) -> None:
    """Draw the residents of the perimeter, before and after."""
    st.markdown(_count(avant, apres, annee))


def perimetre(atelier: Atelier, apres: PerimetreSaisi) -> None:
    """Draw the territories of the perimeter, each with a way to take it off."""
    for operation, label, aide in (
        (INCLUT, "Territoires inclus", "La croix d'un territoire le retire du périmètre."),
        (EXCLUT, "Sauf", "Ce qui est retiré d'un territoire inclus."),
    ):
        members = {one.cle: one for one in apres.membres if one.ligne.operation == operation}
        if not members and operation == EXCLUT:
            continue
        plusieurs(
            f"{label} ({len(members)})",
            f"saisie-membres-{operation}-{atelier.brouillon.contrat_id}",
            list(members),
            partial(_keep, atelier, tuple(members)),
            {cle: _name(one) for cle, one in members.items()},
            placeholder="Aucun",
            help=aide,
        )


def recherche(
    atelier: Atelier, apres: PerimetreSaisi, found: Recherche | None, cle: str, source: str
) -> None:
    """Draw what a search found, to be added to the perimeter or left out of it."""
    if found is None:
        return
    deja = {(one.ligne.niveau, one.ligne.code) for one in apres.membres}

    def put(operation: str) -> Callable[[Resultat], None]:
        def act(result: Resultat) -> None:
            line = ligne_du_territoire(
                atelier.brouillon.contrat_id,
                result.niveau,
                result.code,
                result.nom,
                operation,
                source,
            )
            draft = atelier.brouillon
            garde_perimetre(draft, draft.ecrit(atelier.tables, "perimetres", line))
            st.session_state[cle] = ""

        return act

    gestes = [("Ajouter", ":material/add:", put(INCLUT))]
    if apres.membres:
        gestes.append(("Exclure", ":material/remove:", put(EXCLUT)))
    resultats(found, cle, deja, gestes)


def departements_a_mettre_a_jour(
    atelier: Atelier, apres: PerimetreSaisi, noms: Mapping[str, str]
) -> None:
    """Say when the départements of the contract are not those of its perimeter, and offer them."""
    row = atelier.brouillon.contrat(atelier.tables)
    if row is None or not apres.departements:
        return
    held = row["departements"].split()
    if set(held) == set(apres.departements):
        return
    wanted = [one for one in held if one in apres.departements]
    wanted += [one for one in apres.departements if one not in held]
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(
            f"Le contrat dit {_places(held, noms)}, son périmètre est dans "
            f"{_places(wanted, noms)}.",
            width="stretch",
        )
        st.button(
            "Corriger les départements",
            key="saisie-departements",
            icon=":material/sync:",
            on_click=atelier.corrige,
            args=("contrats", row["id"], {"departements": " ".join(wanted)}),
        )


def _places(codes: Sequence[str], noms: Mapping[str, str]) -> str:
    names = [echappe_markdown(noms.get(code, code)) for code in codes]
    return ", ".join(names) or "aucun département"


def _keep(atelier: Atelier, held: Sequence[str], kept: Sequence[str]) -> None:
    draft = atelier.brouillon
    for cle in held:
        if cle not in kept:
            draft = draft.retire(atelier.tables, "perimetres", cle)
    garde_perimetre(atelier.brouillon, draft)


def _name(membre: Membre) -> str:
    line = membre.ligne
    kind = NIVEAUX.get(line.niveau, line.niveau)
    people = f", {habitants(membre.population)}" if membre.population else ""
    return f"{line.libelle} ({kind}{people})"


def _count(avant: PerimetreSaisi, apres: PerimetreSaisi, annee: int) -> str:
    def words(one: PerimetreSaisi) -> str:
        return f"{habitants(one.population)} dans {pluriel(one.nb_communes, 'commune')}"

    if not apres.membres:
        return "Aucun territoire\u00a0: les habitants de ce contrat ne peuvent pas être comptés."
    text = f"**{words(apres)}** (population municipale {annee})"
    if avant.membres and avant.population != apres.population:
        text += f"\u00a0; avant vos changements\u00a0: {words(avant)}"
    return text + "."
