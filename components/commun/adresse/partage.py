"""A link to give: longer than what mails and chats keep whole, it says so and has a short form.

The short form holds the same parameters, compressed, in one parameter that the page unfolds.
"""

import base64
import binascii
import zlib
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from components.commun.adresse.registre import ecrit_adresse
from components.commun.mots.formats import nombre

ABREGE = "abrege"
LONGUEUR_SURE = 2_048  # characters: beyond, mails and chats cut an address
DEPLIE_AU_PLUS = 200_000  # characters of an address once unfolded
ILLISIBLE = (
    "Ce lien abrégé est incomplet ou abîmé\u00a0: il a peut-être été coupé en chemin. "
    "Demandez qu'on vous l'envoie de nouveau."
)


class AbregeIllisible(ValueError):
    """A short form that gives no parameters."""


def abrege(params: Mapping[str, str]) -> str:
    """Return the query string that holds parameters in their short form."""
    content = zlib.compress(urlencode(params).encode("ascii"), 9)
    return f"{ABREGE}={base64.urlsafe_b64encode(content).decode('ascii').rstrip('=')}"


def deplie(texte: str) -> dict[str, str]:
    """Return the parameters of a short form. Raises AbregeIllisible."""
    unfolder = zlib.decompressobj()
    try:
        content = base64.b64decode(texte + "=" * (-len(texte) % 4), altchars=b"-_", validate=True)
        query = unfolder.decompress(content, DEPLIE_AU_PLUS).decode("ascii")
    except (binascii.Error, zlib.error, ValueError):
        raise AbregeIllisible(texte[:40]) from None
    if not unfolder.eof:  # cut, or larger than any address
        raise AbregeIllisible(texte[:40])
    return dict(parse_qsl(query))


def deplie_l_adresse() -> list[str]:
    """Put the parameters of a short link back into the address; return what is wrong, in French."""
    texte = st.query_params.get(ABREGE)
    if texte is None:
        return []
    try:
        params = deplie(texte)
    except AbregeIllisible:
        del st.query_params[ABREGE]
        return [ILLISIBLE]
    ecrit_adresse(params)
    st.rerun()  # what frames the page reads the address before the page does


def lien_a_copier(adresse: str, quoi: str, abregee: str = "") -> None:
    """Draw the address of a view, to be copied.

    Parameters
    ----------
    adresse : of the view, whole.
    quoi : what it is the address of ("cette page").
    abregee : its short form, where the page unfolds it (``deplie_l_adresse``).
    """
    short = abregee if 0 < len(abregee) <= LONGUEUR_SURE else ""
    st.caption(f"L'adresse de {quoi}, à copier\u00a0:")
    if len(adresse) > LONGUEUR_SURE:
        _say_too_long(len(adresse), bool(short))
        if short:
            st.code(short, language=None, wrap_lines=True)
            st.caption("L'adresse entière\u00a0:")
    st.code(adresse, language=None, wrap_lines=True)


def _say_too_long(longueur: int, une_courte: bool) -> None:
    way = (
        "Donnez plutôt ce lien abrégé, qui ouvre la même vue."
        if une_courte
        else "Envoyez-la dans un fichier joint, ou gardez-la dans vos favoris."
    )
    st.warning(
        f"Cette adresse a {nombre(longueur)} caractères\u00a0: au-delà de {nombre(LONGUEUR_SURE)}, "
        f"les messageries la coupent. {way}",
        icon=":material/content_cut:",
    )
