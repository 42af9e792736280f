"""The sheet of a contract, read as a reader does; contracts invented for it."""

import re
from dataclasses import replace
from html import unescape

from streamlit.testing.v1 import AppTest

from data.model import Action, Contrat, Registre
from geo.couverture.moteur import Moteur
from tests.contrat_invente import CONTRAT_NU

ESSAI = "cls-29-essai-1"


def un_contrat(identifiant: str = ESSAI, nom: str = "Contrat d'essai", **champs) -> Contrat:
    return replace(CONTRAT_NU, id=identifiant, nom=nom, **champs)


def une_action(rang: int, axe: str, statut: str, **champs) -> Action:
    plain = Action(ESSAI, axe, str(rang), f"Action {rang}", statut, "", None, None, "", "")
    return replace(plain, **champs)


def registre_avec(moteur: Moteur, contrat: Contrat, **tables) -> Registre:
    """Return the real registre with one more contract and its rows."""
    real = moteur.registre
    added = {name: (*getattr(real, name), *rows) for name, rows in tables.items()}
    return replace(real, contrats=real.contrats | {contrat.id: contrat}, **added)


def plain(markdown: str) -> str:
    """Return a Markdown text without its marks."""
    return re.sub(r"\\(?=.)|[*#\u2060]", "", markdown).strip()


def texts(page: AppTest) -> str:
    """Return everything the page says, as a reader reads it."""
    html = [re.sub(r"<[^>]+>", " ", one.proto.body) for one in page.get("html")]
    marked = [*page.title, *page.header, *page.markdown, *page.caption]
    marked += [*page.info, *page.success, *page.warning]
    said = [unescape(one) for one in html] + [plain(one.value) for one in marked]
    return re.sub(r"[ \u00a0\u202f\n]+", " ", "\n".join(said))


def html_of(page: AppTest) -> str:
    return "".join(one.proto.body for one in page.get("html"))


def links(page: AppTest) -> dict[str, tuple[str, str]]:
    """Return the page and the parameters that each link leads to, by its label."""
    return {
        plain(one.proto.label): (one.proto.page, one.proto.query_string)
        for one in page.get("page_link")
    }


def other_sheets(page: AppTest) -> list[str]:
    return [plain(one.label) for one in page.button if (one.key or "").startswith("fiche-vers-")]
