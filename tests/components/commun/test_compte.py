"""The band that says who publishes: the owner is asked for a name once, the others read."""

from collections.abc import Mapping

import pytest
import streamlit as st

from components.commun import compte
from components.commun.compte import nettoie_auteur, pourquoi_non
from data.depot.droits import PROPRIETAIRE, PUBLIC, PUBLIER, SIGNALER, Compte, Territoire
from tests.page_essayee import AppTest

BRETAGNE = Territoire(frozenset({"53"}))


class _Contexte:
    """A session whose headers are given."""

    def __init__(self, en_tetes: Mapping[str, str], adresse: str | None = None) -> None:
        self.headers, self.ip_address = en_tetes, adresse


def _page() -> None:
    import os

    import streamlit as st

    from components.commun.compte import bandeau, compte_en_cours

    st.text(f"organisme={bandeau(compte_en_cours(os.environ), 'ARS' if st.query_params else '')}")


def _open(monkeypatch: pytest.MonkeyPatch, hote: str, adresse: str | None = None) -> AppTest:
    monkeypatch.setenv("ATLAS_PROPRIETAIRE", "1")
    monkeypatch.setattr(st, "context", _Contexte({"Host": hote}, adresse))
    return AppTest.from_function(_page)


def test_the_owner_is_asked_once_for_an_organisation(monkeypatch: pytest.MonkeyPatch) -> None:
    page = _open(monkeypatch, "localhost:8501").run()
    assert "Vous êtes chez vous" in page.markdown[0].value
    assert page.text[0].value == "organisme="
    page.text_input(key="compte-saisie").input("  ARS\tBretagne ")
    page.button[0].click().run()
    assert page.text[0].value == "organisme=ARS Bretagne"
    assert "au nom de **ARS Bretagne**" in page.markdown[0].value
    assert page.run().text[0].value == "organisme=ARS Bretagne"


def test_the_organisation_of_the_last_publication_is_not_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = _open(monkeypatch, "localhost:8501")
    page.query_params["connu"] = "1"
    assert page.run().text[0].value == "organisme=ARS"


@pytest.mark.parametrize(
    ("hote", "adresse"), [("atlas.sante.fr", None), ("localhost:8501", "192.168.1.10")]
)
def test_elsewhere_the_atlas_says_that_it_is_read_only(
    monkeypatch: pytest.MonkeyPatch, hote: str, adresse: str | None
) -> None:
    page = _open(monkeypatch, hote, adresse).run()
    assert "lecture seule" in page.info[0].value
    assert not page.text_input


def test_a_button_that_is_closed_says_why() -> None:
    assert pourquoi_non(PROPRIETAIRE, PUBLIER, BRETAGNE) == ""
    assert "lecture seule" in pourquoi_non(PUBLIC, PUBLIER, BRETAGNE)
    assert pourquoi_non(PUBLIC, SIGNALER, BRETAGNE) == ""
    elsewhere = Compte("referent", regions=frozenset({"84"}))
    assert "pas l'un des vôtres" in pourquoi_non(elsewhere, PUBLIER, BRETAGNE)
    full = pourquoi_non(PROPRIETAIRE, PUBLIER, BRETAGNE, "La base est en lecture seule.")
    assert full == "La base est en lecture seule."


def test_the_name_of_an_organisation_is_a_text_on_one_line() -> None:
    assert nettoie_auteur("ARS\u202e\nBretagne") == "ARS Bretagne"
    assert len(nettoie_auteur("x" * 1000)) == compte.LONGUEUR_AUTEUR
