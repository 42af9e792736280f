"""Open data: the package, its schemas, its licence, the feeds, the API and its documentation."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from components.commun.mots.formats import jour_en_lettres, nombre
from components.commun.tableau import draw_table
from components.documents.telechargements import telecharge
from components.donnees.nouveautes import FLUX
from components.donnees.page import Page

API = "api/v1"


def section(
    page: Page, paquet: Callable[[], bytes], tables: Sequence[tuple[str, str, int]]
) -> None:
    """Draw what anybody may take.

    ``paquet``: makes the zip of the registre; ``tables``: name, French title and rows of each of
    its tables.
    """
    rows = sum(count for *_, count in tables)
    releve = jour_en_lettres(page.moteur.registre.date_releve)
    st.markdown(
        f"## Tout le registre est ouvert\u00a0: {nombre(len(tables))} tables, "
        f"{nombre(rows)} lignes, chacune avec sa source, sous Licence Ouverte 2.0."
    )
    numero = page.moteur.publication
    suffix = "" if numero is None else f"_publication-{numero}"
    telecharge(
        "Le registre (ZIP)",
        f"cls-registre{suffix}.zip",
        paquet,
        "export-registre",
        type="primary",
        help="Un paquet de données\u00a0: tables CSV, schémas, licence, mode d'emploi",
    )
    st.caption(
        f"Relevé le {releve} sur des pages publiques\u00a0: partiel, ce n'est pas une liste "
        "officielle. Les noms de personnes n'y sont pas\u00a0: un pilote n'y figure que lorsque "
        "c'est une structure connue. Le fichier est un Data Package (datapackage.json)\u00a0; "
        "chaque colonne est décrite par un Table Schema."
    )
    draw_table(
        pd.DataFrame(tables, columns=["Fichier", "Contenu", "Lignes"]),
        "Tables du registre",
        {"Lignes": nombre},
    )
    st.header("Pour les programmes", anchor="api")
    st.markdown(
        f"- [API, documentation]({API}/documentation)\u00a0: taux, historique, territoires, "
        f"contrats, périmètres (OGC API Features, lus par QGIS), publications\u00a0; "
        f"[description OpenAPI]({API}/openapi.json)\n"
        f"- [Flux Atom des publications]({FLUX})\n"
        "- Une adresse de l'atlas avec `registre=N` montre pour toujours les chiffres tels qu'ils "
        "étaient connus à la publication N"
    )
    st.header("Licence et citation", anchor="licence")
    st.markdown(
        "Licence Ouverte 2.0 (Etalab), jointe au paquet\u00a0: réutilisation libre, en citant la "
        "source et sa date. Citer\u00a0:"
    )
    st.code(citation(releve, numero), language=None, wrap_lines=True)


def citation(releve: str, publication: int | None) -> str:
    """Return how to quote the registre."""
    known = "" if publication is None else f", publication {publication}"
    return f"Atlas des contrats locaux de santé, registre relevé le {releve}{known}."
