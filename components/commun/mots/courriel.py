"""The link that opens a message, from an address that the operator wrote."""

import re
from urllib.parse import quote, urlencode

_ADRESSE = re.compile(r"[^\s@?&,;<>]+@[^\s@?&,;<>]+\.[^\s@?&,;<>]+")


def lien_de_courriel(adresse: str, sujet: str, texte: str) -> str:
    """Return the link that opens a ready message; '' when the address is not one.

    Lines end with CR LF and spaces are written %20 (RFC 6068).
    """
    if not _ADRESSE.fullmatch(adresse):
        return ""
    fields = {"subject": sujet, "body": texte.replace("\n", "\r\n")}
    return f"mailto:{quote(adresse, safe='@')}?{urlencode(fields, quote_via=quote, safe='')}"
