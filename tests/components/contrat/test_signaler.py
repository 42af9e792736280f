"""The message that tells an error: what it says, and the link that opens it."""

from datetime import date
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest

from components.contrat.signaler import lien_de_courriel, message, signaler

LIEN = "https://atlas.exemple.fr/contrat?id=cls-29-x&date=2026-06-15"
TEXTE = message("Bretagne, Finistère", "CLS d'Essai & <b>Cie</b>", date(2026, 6, 15), LIEN)


def test_the_message_says_where_what_when_in_plain_words():
    assert "Territoire : Bretagne, Finistère" in TEXTE
    assert "Contrat : CLS d'Essai & <b>Cie</b>" in TEXTE
    assert "Situation au : 15\u00a0juin\u00a02026" in TEXTE
    assert LIEN in TEXTE


def test_the_link_opens_the_whole_message_for_the_operator():
    link = urlsplit(lien_de_courriel("atlas@exemple.fr", "Atlas : été & Cie", TEXTE))
    assert (link.scheme, link.path) == ("mailto", "atlas@exemple.fr")
    assert "+" not in link.query
    fields = parse_qs(link.query)
    assert set(fields) == {"subject", "body"}
    assert fields["subject"] == ["Atlas : été & Cie"]
    assert fields["body"][0].replace("\r\n", "\n") == TEXTE
    sent = EmailMessage()
    sent["Subject"] = fields["subject"][0]  # raises on a line break
    assert sent["Subject"] == "Atlas : été & Cie"


@pytest.mark.parametrize("adresse", ["", "atlas", "a@b", "a@b.fr?bcc=c@d.fr", "a@b.fr,c@d.fr"])
def test_what_is_no_single_address_gives_no_link(adresse: str):
    assert lien_de_courriel(adresse, "sujet", "texte") == ""


def test_with_an_address_the_message_is_sent_and_without_it_is_copied(draw):
    with_address = draw(signaler, "atlas@exemple.fr", "Atlas", TEXTE)
    (button,) = with_address.get("link_button")
    assert button.proto.url.startswith("mailto:atlas@exemple.fr?subject=Atlas&body=")
    without = draw(signaler, "", "Atlas", TEXTE)
    assert not without.get("link_button")
    assert without.code[0].value == TEXTE
