"""« Ajouter un contrat »: its territories, what is known of it, what it may double.

What is chosen and taken in is in the address too: a page loaded again, or left and found again,
goes on from there. It is a draft like the others once one continues.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from components.commun.adresse.liens import nom_et_generation
from components.commun.adresse.parametres import quoted
from components.commun.adresse.passage import visite
from components.commun.adresse.registre import ecrit_adresse, lien_page
from components.commun.adresse.reglages import plusieurs
from components.commun.mots.formats import echappe_markdown, habitants, pluriel
from components.commun.mots.libelles import NIVEAUX_DES_LIEUX
from components.saisie.adresse import NOUVEAU, SEPARATEUR
from components.saisie.etat import brouillon_de, garde
from components.saisie.formulaire import Formulaire, draw_formulaire
from components.saisie.perimetre import champ_de_recherche, resultats
from data.depot.modele import Cellules, Tables
from geo.recherche.recherche import Recherche, Resultat
from geo.saisie.champs import champs, lit_ligne, vide
from geo.saisie.nouveau import ContratPropose, refuse_identifiant
from geo.territoires.territoire import Territoire

CLE = "saisie-nouveau"
RECHERCHE = "saisie-nouveau-recherche"
ETAPE_PAR_DEFAUT = "inconnue"
COLONNES = (
    "nom",
    "porteur",
    "etape",
    "date_signature",
    "date_fin",
    "duree_ans",
    "generation",
    "source_url",
)


@dataclass
class Nouveau:
    """The contract being added in this session: its territories, and its cells once read."""

    territoires: tuple[Territoire, ...] = ()
    cellules: Cellules | None = None
    visite: int = 0


def nouveau() -> Nouveau:
    """Return the contract being added in this session."""
    kept: Nouveau = st.session_state.setdefault(CLE, Nouveau())
    return kept


def commence(territoires: tuple[Territoire, ...]) -> list[str]:
    """Begin with what the address says: in another visit, or when nothing is chosen yet.

    An address that says nothing leaves what the session holds.

    ``territoires``: those of the address, of the page one comes from or chosen before. Returns what
    is wrong in the rest (Markdown, escaped), which is left empty.
    """
    told = "territoire" in st.query_params or "nom" in st.query_params
    if told and nouveau().visite != visite():
        st.session_state[CLE] = Nouveau()
    state = nouveau()
    state.visite = visite()
    state.territoires = state.territoires or territoires
    if state.cellules is not None or not st.query_params.get("nom", "").strip():
        return []
    written = {name: text for name in COLONNES if (text := st.query_params.get(name, "").strip())}
    blank = vide("contrats", "") | {"etape": ETAPE_PAR_DEFAUT}
    cells, wrong = lit_ligne("contrats", blank, written)
    wrong = {name: why for name, why in wrong.items() if name in written}
    state.cellules = cells | {name: blank[name] for name in wrong}
    return [
        f"Paramètre «\u00a0{name}\u00a0» {quoted(written[name])}\u00a0: {echappe_markdown(why)}"
        for name, why in wrong.items()
    ]


def _ecrit() -> None:
    """Write in the address what is chosen and taken in."""
    state = nouveau()
    told = {"territoire": SEPARATEUR.join(one.code for one in state.territoires)}
    told |= {name: (state.cellules or {}).get(name, "") for name in COLONNES}
    ecrit_adresse({"nouveau": NOUVEAU} | {name: text for name, text in told.items() if text})


def territoires(trouve: Recherche | None) -> None:
    """Draw the territories of the contract, and the search of others."""
    state = nouveau()
    st.markdown("**1. Sur quel territoire\u00a0?**")
    if state.territoires:
        plusieurs(
            f"Territoires choisis ({len(state.territoires)})",
            "saisie-nouveau-territoires",
            state.territoires,
            _keep,
            {one: f"{one.nom} ({NIVEAUX_DES_LIEUX[one.niveau]})" for one in state.territoires},
        )
    champ_de_recherche(RECHERCHE)
    if trouve is not None:
        there = {(one.niveau, one.code) for one in state.territoires}
        resultats(trouve, RECHERCHE, there, [("Ajouter", ":material/add:", _add)])


def _keep(kept: tuple[Territoire, ...]) -> None:
    nouveau().territoires = kept
    _ecrit()


def _add(result: Resultat) -> None:
    state = nouveau()
    state.territoires += (Territoire(result.niveau, result.code, result.nom),)
    st.session_state[RECHERCHE] = ""
    _ecrit()


def informations() -> None:
    """Draw what is known of the contract; nothing but its name is needed."""
    state = nouveau()
    st.markdown("**2. Que sait-on de ce contrat\u00a0?** Le reste se complète à l'étape suivante.")
    first = state.territoires[0].nom if state.territoires else ""
    held = state.cellules or vide("contrats", "") | {
        "nom": f"CLS {first}" if first else "",
        "porteur": first if state.territoires and state.territoires[0].niveau == "epci" else "",
        "etape": ETAPE_PAR_DEFAUT,
    }
    fields = {one.colonne: one for one in champs("contrats")}
    form = Formulaire(
        f"{CLE}-{first}", [fields[name] for name in COLONNES], held, "Proposer ce contrat"
    )
    draw_formulaire(form, lambda typed: _read(held, typed))


def _read(held: Cellules, typed: Mapping[str, str]) -> dict[str, str]:
    cells, wrong = lit_ligne("contrats", held, typed)
    wrong = {column: why for column, why in wrong.items() if column in COLONNES}
    if not wrong:
        nouveau().cellules = cells
        _ecrit()
    return wrong


def proposition(propose: ContratPropose | None, tables: Tables, numero: int) -> None:
    """Draw the contract proposed: its identifier, its residents, those it may double."""
    st.markdown("**3. Vérifier, puis continuer**")
    if propose is None:
        st.info(
            "Choisissez au moins un territoire, dans une région de l'atlas.",
            icon=":material/location_on:",
        )
        return
    people = f"{habitants(propose.population)} dans {pluriel(propose.nb_communes, 'commune')}"
    after = ""
    if propose.precedent is not None:
        after = f" Il ferait suite à **{echappe_markdown(nom_et_generation(propose.precedent))}**."
    st.markdown(f"**{echappe_markdown(propose.contrat['nom'])}**\u00a0: {people}.{after}")
    identity = st.text_input(
        "Identifiant proposé",
        propose.contrat["id"],
        key=f"saisie-identifiant-{propose.contrat['id']}",
        help="Il nomme le contrat dans les adresses et les fichiers, et ne change plus ensuite.",
    ).strip()
    refused = refuse_identifiant(identity, tables)
    if refused:
        st.error(echappe_markdown(refused), icon=":material/edit:")
    _doubles(propose)
    other = not propose.doubles or st.checkbox(
        "C'est un autre contrat que ceux-là", key=f"saisie-autre-{propose.contrat['id']}"
    )
    st.button(
        "Continuer",
        key="saisie-continuer",
        type="primary",
        icon=":material/arrow_forward:",
        disabled=bool(refused) or not other,
        on_click=_continue,
        args=(propose, identity, tables, numero),
    )


def _doubles(propose: ContratPropose) -> None:
    if not propose.doubles:
        return
    st.warning(
        "Le registre a peut-être déjà ce contrat. Pour le corriger, modifiez-le plutôt.",
        icon=":material/content_copy:",
    )
    for one in propose.doubles:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            name = echappe_markdown(nom_et_generation(one.contrat))
            st.markdown(f"**{name}**\u00a0: {echappe_markdown(one.pourquoi)}", width="stretch")
            lien_page(
                "pages/contrat.py",
                {"id": one.contrat.id},
                label="Voir sa fiche",
                icon=":material/description:",
            )
            st.button(
                "Modifier celui-là",
                key=f"saisie-double-{one.contrat.id}",
                on_click=_open,
                args=(one.contrat.id,),
            )


def _open(contrat_id: str) -> None:
    ecrit_adresse({"contrat": contrat_id})


def _continue(propose: ContratPropose, identity: str, tables: Tables, numero: int) -> None:
    draft = propose.avec(identity).brouillon(tables, numero)
    if not brouillon_de(draft.contrat_id):
        garde(draft)
    st.session_state.pop(CLE, None)
    _open(draft.contrat_id)
