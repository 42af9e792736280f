"""How fresh the registre is: age of the sources, and who last looked at each contract."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.commun.adresse.registre import lien_page
from components.commun.mots.formats import (
    date_affichee,
    date_triable,
    jour_en_lettres,
    nombre,
    pluriel,
)
from components.commun.tableau import SOURCE, choose_row
from components.documents.telechargements import download_buttons
from components.donnees.mots import AGES
from components.donnees.page import Page
from geo.donnees.fraicheur import Verification, compte_des_ages


def phrase(found: Sequence[Verification], releve: str) -> str:
    """Return the answer (Markdown): how many sources are recent, undated, checked since."""
    ages = compte_des_ages(found)
    checked = sum(one.publication is not None for one in found)
    text = (
        f"**{nombre(ages['moins_1_an'])}** de ces {pluriel(len(found), 'contrat')} ont une source "
        f"de moins d'un an, **{nombre(ages['plus_4_ans'])}** de plus de 4 ans, "
        f"**{nombre(ages['sans_date'])}** une source non datée. "
    )
    if not checked:
        return f"{text}Aucun n'a été revu depuis le relevé du {releve}."
    verb = "a été revu" if checked == 1 else "ont été revus"
    return f"{text}**{nombre(checked)}** {verb} par un organisme depuis le relevé du {releve}."


def section(page: Page, found: Sequence[Verification]) -> None:
    """Draw how fresh each contract is; a row opens its sheet."""
    st.header("Fraîcheur\u00a0: d'où vient chaque contrat, et qui l'a revu", anchor="fraicheur")
    if not found:
        st.caption("Aucun contrat n'est recensé sur ce territoire.")
        return
    st.markdown(phrase(found, jour_en_lettres(page.moteur.registre.date_releve)))
    _bars(compte_des_ages(found), len(found))
    st.caption(
        "Les sources les plus anciennes d'abord. «\u00a0Revu\u00a0»\u00a0: un import ou une saisie "
        "a écrit une ligne du contrat depuis le relevé. Cochez une ligne pour ouvrir sa fiche."
    )
    table = export(found, page.regions)
    chosen = choose_row(
        table,
        "Date de la source et dernière vérification de chaque contrat",
        {"Date de la source": date_affichee, "Vérifié le": date_affichee},
        {"Source": SOURCE, "Publication": {"label": "N° de publication"}},
        key=f"donnees-fraicheur-{page.etat.territoire.code}",
    )
    name = page.fichier("fraicheur")
    download_buttons(lambda: table, page.sources, name, key="export-fraicheur")
    lien_page(
        "pages/actions.py",
        {"volet": "connaissance"},
        label="Le détail des axes et des actions",
        icon=":material/checklist:",
    )
    page.open_fiche(None if chosen is None else found[chosen].contrat.id)


def export(found: Sequence[Verification], regions: Mapping[str, str]) -> pd.DataFrame:
    """Return how fresh each contract is as a table; dates as they sort."""
    return pd.DataFrame(
        {
            "Contrat": [one.contrat.nom for one in found],
            "Région": [regions.get(one.contrat.region, one.contrat.region) for one in found],
            "Date de la source": [date_triable(one.source) for one in found],
            "Ancienneté": [AGES[one.age] for one in found],
            "Vérifié le": [one.le.isoformat() for one in found],
            "Par": [one.par for one in found],
            "Publication": pd.Series([one.publication for one in found], dtype=object),
            "Source": [one.contrat.source_url for one in found],
            "Identifiant": [one.contrat.id for one in found],
        }
    )


def _bars(ages: Mapping[str, int], whole: int) -> None:
    """Draw the shares of the ages as bars with their words: no colour carries the meaning."""
    rows = "".join(
        f'<tr><th scope="row">{AGES[age]}</th>'
        f'<td><span style="width:{100 * count / whole:.1f}%"></span></td>'
        f"<td>{nombre(count)}</td></tr>"
        for age, count in ages.items()
    )
    st.html(f'<table class="donnees-ages"><tbody>{rows}</tbody></table>{_STYLE}')


_STYLE = """
<style>
.donnees-ages { border-collapse: collapse; width: 100%; max-width: 44rem; font-size: 0.95rem; }
.donnees-ages th { text-align: left; font-weight: 400; padding: 0.1rem 0.75rem 0.1rem 0;
  white-space: nowrap; width: 1%; }
.donnees-ages td { padding: 0.1rem 0; }
.donnees-ages td:last-child { text-align: right; width: 4rem; font-variant-numeric: tabular-nums; }
.donnees-ages span { display: block; height: 0.8rem; background: #1f4e8c; min-width: 1px; }
</style>
"""
