"""What stands around a name without being of it, removed or put in plain words before any search.

The line of an envelope (``BP 123 - 29 000 Quimper``, ``F-67000 Strasbourg``), who serves a
territory (``CD 35``, ``préfecture du Finistère``), the number of an
arrondissement in letters or in Roman figures. Each rule is sure: none guesses a territory.
"""

import re

BOITE = re.compile(
    r"\b(?:b\.?p\.?|c\.?s\.?|t\.?s\.?a\.?|bo[iî]te postale)(?: *n°)? *\d[\d ]*?"
    r"(?:(?= *\d{5}\b)|(?!\d))[ ,;-]*",
    re.IGNORECASE,
)
PAYS_POSTAL = re.compile(r"^\s*(?:F|FR) ?- ?(?=\d{4,5}\b)", re.IGNORECASE)
FRANCE_A_LA_FIN = re.compile(r"(?<=\w)\)?\s*[,(]\s*france\s*\)?\s*$", re.IGNORECASE)
LETTRE = r"[^\W\d_]"
POSTAL_COUPE_DEVANT = re.compile(rf"^(\d\d) (\d{{3}})(?= +-? *{LETTRE})")
POSTAL_COUPE_DERRIERE = re.compile(rf"(?<={LETTRE}) (\(?)(\d\d) (\d{{3}})(?=\)?$)")
POSTAL_SANS_ZERO = re.compile(rf"^([1-9]\d{{3}})(?= +-? *{LETTRE}{{2}})")
NUMERO = r"(?=(?:n° ?)?(?:\d{1,3}|2[ab])\b)"
SERVICES = (
    (rf"(?:le|la|du) {NUMERO}", ""),
    (rf"(?:CD|DD|DT|DD ?-?ARS) ?{NUMERO}", "département "),
    (rf"R ?{NUMERO}", "région "),
    (r"(?:conseil|pr[ée]fecture) (?:r[ée]gionale?|de (?:la )?r[ée]gion)(?= \w)", "région "),
    (r"(?:conseil d[ée]partemental|pr[ée]fecture|DD ?-?ARS)(?= \w)", "département "),
    (r"d[ée]l[ée]gation d[ée]partementale(?: de l['’ʼ ]ARS)?(?= \w)", "département "),
    (r"h[oô]tel de ville(?= \w)", "ville "),
)
SERVICES_LUS = [(re.compile("^" + said, re.IGNORECASE), words) for said, words in SERVICES]
ORDINAUX = [
    "premier",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
    "onzième",
    "douzième",
    "treizième",
    "quatorzième",
    "quinzième",
    "seizième",
    "dix-septième",
    "dix-huitième",
    "dix-neuvième",
    "vingtième",
]
VILLES = "paris|lyon|marseille"
D_UN_ARRONDISSEMENT = re.compile(rf"\b(?:{VILLES}|arr(?:ondissement|dt)?)\b", re.IGNORECASE)
EN_LETTRES = re.compile(
    rf"\b(?:{'|'.join(word.replace('è', '[eè]') for word in reversed(ORDINAUX))})\b", re.IGNORECASE
)
RANG_COUPE = re.compile(r"(\d) (?:er|e|[eè]me)\b", re.IGNORECASE)
ROMAIN = re.compile(r"\b(?P<chiffre>[IVX]{1,5})(?:ER|ÈME|EME|E|ᵉ)?\b", re.IGNORECASE)
BARRE = re.compile(rf"(?<={LETTRE}{LETTRE})/(?={LETTRE})")
MOTS_D_UNE_BARRE = ("sur", "en", "sous")  # Boulogne/Mer, Roissy/France, Rosny/Bois
SEPARATEURS = re.compile(r" *[;/&+|,\n] *| - | (?:et|ou) ")
PARTIES_AU_PLUS = 4
VALEURS = {"i": 1, "v": 5, "x": 10}


def sans_enveloppe(texte: str) -> str:
    """Return a text without what an envelope or an organisation puts around a name.

    ``BP 123 - 29 000 Quimper`` is ``29000 Quimper``, ``1000 Bourg`` ``01000 Bourg``, ``CD 35``
    ``département 35``, ``Lyon IIIe`` ``Lyon 3``.
    """
    plain = " ".join(texte.split())
    plain = PAYS_POSTAL.sub("", BOITE.sub("", plain))
    plain = POSTAL_COUPE_DEVANT.sub(r"\1\2", plain)
    plain = POSTAL_COUPE_DERRIERE.sub(r" \1\2\3", plain)
    plain = POSTAL_SANS_ZERO.sub(r"0\1", plain)
    plain = FRANCE_A_LA_FIN.sub("", plain)
    for service, words in SERVICES_LUS:
        plain = service.sub(words, plain)
    plain = " ".join(plain.split())
    return _en_chiffres(plain) if D_UN_ARRONDISSEMENT.search(plain) else plain


def _en_chiffres(texte: str) -> str:
    """Write the number of an arrondissement in figures."""
    letters = EN_LETTRES.sub(lambda found: str(_rang(found[0])), RANG_COUPE.sub(r"\1", texte))
    return ROMAIN.sub(lambda found: _arabe(found["chiffre"]), letters)


def _rang(mot: str) -> int:
    plain = mot.casefold().replace("è", "e")
    return next(n for n, one in enumerate(ORDINAUX, 1) if one.replace("è", "e") == plain)


def _arabe(romain: str) -> str:
    values = [VALEURS[letter] for letter in romain.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-one if one < after else one for one, after in pairs))


def autres_ecritures(texte: str) -> list[str]:
    """Return what a text may also stand for, a slash being ``sur``, ``en`` or ``sous``."""
    if not BARRE.search(texte):
        return []
    return [BARRE.sub(f" {word} ", texte) for word in MOTS_D_UNE_BARRE]


def parties(texte: str) -> list[str]:
    """Return the names that a text enumerates, [] when it has one only: ``Nantes & Rennes``."""
    found = [part.strip() for part in SEPARATEURS.split(texte)]
    return found if 1 < len(found) <= PARTIES_AU_PLUS and all(found) else []
