"""Where the sheet of a contract comes from, what it lacks, and how to supply it."""

from collections.abc import Iterable, Sequence

import streamlit as st

from components.commun.html import INCONNU, draw_html, lien
from components.commun.mots.formats import date_partielle, echappe_markdown, nombre, pluriel
from components.commun.mots.libelles import COLONNES_DU_REGISTRE, FICHIERS_DU_REGISTRE
from geo.contrat.fiche import Fiche
from geo.contrat.manques import Manque

PREUVES = {
    "date_signature": "l'annonce de la signature, la délibération ou le contrat signé",
    "date_fin": "le contrat signé, ou l'avenant qui le prolonge",
    "perimetres": "la liste des communes ou des EPCI, dans le contrat ou sa délibération",
    "axes": "le contrat signé (PDF) ou sa page de présentation",
    "actions": "le plan d'actions ou les fiches actions (PDF)",
    "statut": "le bilan annuel ou le compte rendu du comité de pilotage",
    "axe_numero": "le plan d'actions, axe par axe",
    "pilote": "les fiches actions",
    "echeance": "les fiches actions ou le calendrier du contrat",
    "signataires": "la page de signatures du contrat, ou l'annonce de la signature",
    "etape": "une page ou une délibération qui dit où en est le contrat",
    "porteur": "la délibération ou le contrat signé",
    "porteur_type": "la délibération ou le contrat signé",
    "generation": "le préambule du contrat, ou une page qui dit s'il en suit un autre",
    "source_url": "l'adresse d'une page publique sur ce contrat",
    "source_date": "la date de publication de la page lue",
}


def sources(fiche: Fiche, releve: str) -> None:
    """Draw each page read, with what it documents and its date when it is known.

    ``releve``: the day the registre was gathered, in words.
    """
    contrat = fiche.contrat
    if not fiche.sources:
        st.markdown("Aucune adresse de source n'est renseignée pour ce contrat.")
    items = []
    for address, files in fiche.sources:
        dated = contrat.source_date is not None and address == contrat.source_url
        when = date_partielle(contrat.source_date) if dated else INCONNU
        what = ", ".join(FICHIERS_DU_REGISTRE[name] for name in files)
        items.append(f"<li>{lien(address)}\u00a0: {what} (date\u00a0: {when})</li>")
    if not contrat.source_url and contrat.source_date is not None:
        when = date_partielle(contrat.source_date)
        items.append(f"<li>Source lue sans adresse, datée de {when}\u00a0: le contrat</li>")
    draw_html(f"<ul>{''.join(items)}</ul>")
    sure = "reprend ce que disent ces sources"
    if contrat.fiabilite == "a_confirmer":
        sure = "est en partie déduite de ces sources, et reste **à confirmer**"
    st.caption(
        f"Cette fiche {sure}. Registre relevé le {releve}\u00a0; identifiant "
        f"{echappe_markdown(contrat.id)}."
    )
    if contrat.notes:
        with st.expander("Notes du relevé"):
            st.markdown(echappe_markdown(contrat.notes))


def _manque(manque: Manque) -> str:
    """Return a missing fact in words, with what would prove it."""
    label = COLONNES_DU_REGISTRE.get(manque.colonne, "") if manque.colonne else ""
    proof = PREUVES.get(manque.colonne or manque.fichier, "une page publique, un PDF")
    if manque.fichier == "actions" and manque.colonne:
        count = f"pour {pluriel(manque.nombre, 'action')} sur {nombre(manque.total)}"
        name = f"**{label}** {count}"
    elif manque.fichier == "actions" and manque.total > 1:
        name = f"**{pluriel(manque.nombre, 'action')}** sur les {nombre(manque.total)} annoncées"
    else:
        name = f"**{label or FICHIERS_DU_REGISTRE[manque.fichier].capitalize()}**"
    field = manque.fichier + (f".{manque.colonne}" if manque.colonne else "")
    return f"{name} (champ `{field}`)\u00a0: {proof}"


def _message(fiche: Fiche, manques: Iterable[Manque]) -> str:
    """Return the text of a message to fill in and send with a source."""
    fields = [m.fichier + (f".{m.colonne}" if m.colonne else "") for m in manques]
    return "\n".join(
        [
            f"Contrat : {fiche.contrat.nom} ({fiche.contrat.id})",
            f"Champs à compléter : {', '.join(fields)}",
            "Valeurs :",
            "Source (adresse de la page, délibération ou PDF joint) :",
            "Date de la source :",
        ]
    )


def manques(fiche: Fiche) -> None:
    """Say what no source read says, and how to supply it."""
    missing: Sequence[Manque] = fiche.manques
    if not missing:
        st.success("Tous les champs suivis par l'atlas sont renseignés.", icon=":material/check:")
        return
    st.markdown(
        "Aucune source lue ne dit ce qui suit. Une page publique, une délibération ou un PDF "
        "suffit à le compléter\u00a0:"
    )
    st.markdown("\n".join(f"- {_manque(one)}" for one in missing))
    with st.expander("Envoyer une source"):
        st.markdown(
            "Copiez ce message, complétez-le et joignez la source. Sans source, rien n'est ajouté "
            "à l'atlas."
        )
        st.code(_message(fiche, missing), language=None, wrap_lines=True)
