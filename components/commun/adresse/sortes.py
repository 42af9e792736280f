"""The kinds of parameters: a day, a choice, codes, a number, a name that must be known."""

from collections.abc import Callable, Collection, Container, Mapping
from datetime import date
from typing import Any

from components.commun.adresse.parametres import Lecture, Parametre, Refus, quoted, toujours
from components.commun.mots.formats import echappe_markdown, jour_en_lettres

SEPARATEUR = ","
PREMIER_JOUR = date(2010, 1, 1)
ANNEES_A_VENIR = 5
CHIFFRES_LUS = 4
IGNOREE = "valeur inconnue, elle est ignorée."
PREMIERE = object()  # the default of a choice: the first of its values

# Values as the address writes them; with what the state holds instead; or what tells them.
Valeurs = Collection[str] | Mapping[str, Any] | Callable[[Lecture], Collection[str]]


AUJOURD_HUI = "La situation est montrée aujourd'hui."


def dernier_jour(aujourd_hui: date) -> date:
    """Return the last day that can be asked for."""
    return date(aujourd_hui.year + ANNEES_A_VENIR, 12, 31)


def refuse(nom: str, texte: str, suite: str) -> Refus:
    """Return what says that a parameter is wrong, and, in ``suite``, what was expected."""
    return Refus(f"Paramètre «\u00a0{nom}\u00a0» {quoted(texte)}\u00a0: {suite}")


def elements(texte: str) -> list[str]:
    """Return the items of a list of the address, each once."""
    return list(dict.fromkeys(one for item in texte.split(SEPARATEUR) if (one := item.strip())))


def read_jour(
    texte: str | None, aujourd_hui: date, messages: list[str], montre: str = AUJOURD_HUI
) -> date:
    """Read the day of an address, today by default; add a message when it is bad.

    ``montre``: the sentence that says what is shown then.
    """
    if not texte:
        return aujourd_hui
    try:
        jour = date.fromisoformat(texte)
    except ValueError:
        messages.append(
            f"Date {quoted(texte)}\u00a0: ce n'est pas une date. {montre} "
            "Format attendu\u00a0: AAAA-MM-JJ, par exemple 2025-01-31."
        )
        return aujourd_hui
    last = dernier_jour(aujourd_hui)
    if not PREMIER_JOUR <= jour <= last:
        messages.append(
            f"Date {quoted(texte)}\u00a0: hors de la période couverte. {montre} Période "
            f"possible\u00a0: du {jour_en_lettres(PREMIER_JOUR)} au {jour_en_lettres(last)}."
        )
        return aujourd_hui
    return jour


def date_montree(quand: Callable[[Any], bool] = toujours) -> Parametre:
    """Return the day of the situation, that of the state when the address has none."""
    return Parametre(
        "date",
        "jour",
        lambda texte, lecture: read_jour(texte, lecture.aujourd_hui, lecture.messages),
        date.isoformat,
        lambda etat: etat.jour,
        quand,
    )


def _possibles(valeurs: Valeurs, lecture: Lecture) -> Mapping[str, Any]:
    known = valeurs(lecture) if callable(valeurs) else valeurs
    return known if isinstance(known, Mapping) else {one: one for one in known}


def _words(valeurs: Valeurs) -> dict[Any, str]:
    """Return how the address writes the values that the state holds under another form."""
    return {value: word for word, value in valeurs.items()} if isinstance(valeurs, Mapping) else {}


def choix(
    nom: str,
    valeurs: Valeurs,
    champ: str = "",
    defaut: Any = PREMIERE,
    quand: Callable[[Any], bool] | None = None,
) -> Parametre:
    """Return one of a few values, the first by default."""

    def lit(texte: str, lecture: Lecture) -> Any:
        possibles = _possibles(valeurs, lecture)
        if texte not in possibles:
            expected = echappe_markdown(", ".join(possibles))
            suite = f"{IGNOREE} Valeurs possibles\u00a0: {expected}."
            raise refuse(nom, texte, suite)
        return possibles[texte]

    words = _words(valeurs)
    if defaut is PREMIERE:
        defaut = next(iter(words or valeurs))  # type: ignore[arg-type]
    return Parametre(nom, champ or nom, lit, lambda value: words.get(value, value), defaut, quand)


def codes(nom: str, valeurs: Valeurs, champ: str) -> Parametre:
    """Return several values separated by commas, each once; the unknown ones are told."""

    def lit(texte: str, lecture: Lecture) -> tuple[Any, ...]:
        possibles = _possibles(valeurs, lecture)
        asked = elements(texte)
        unknown = [code for code in asked if code not in possibles]
        if unknown:
            expected = echappe_markdown(", ".join(possibles))
            suite = f"{IGNOREE} Valeurs possibles, séparées par des virgules\u00a0: {expected}."
            lecture.messages.append(str(refuse(nom, ", ".join(unknown), suite)))
        return tuple(possibles[code] for code in asked if code in possibles)

    words = _words(valeurs)
    return Parametre(
        nom, champ, lit, lambda held: SEPARATEUR.join(words.get(one, one) for one in held), ()
    )


def entier(texte: str, permis: Container[int]) -> int | None:
    """Return a whole number in plain figures, None when it is none of those allowed."""
    plain = texte.isascii() and texte.isdigit() and len(texte) <= CHIFFRES_LUS
    return int(texte) if plain and int(texte) in permis else None


def nombre(
    nom: str, permis: Container[int], attendu: str, champ: str = "", defaut: int | None = None
) -> Parametre:
    """Return a whole number; ``attendu`` says what was expected in place of another thing."""

    def lit(texte: str, lecture: Lecture) -> int:
        found = entier(texte, permis)
        if found is None:
            raise refuse(nom, texte, attendu)
        return found

    return Parametre(nom, champ or nom, lit, defaut=defaut)


def connu(nom: str, parmi: str, attendu: str, champ: str) -> Parametre:
    """Return a name of the registre; ``parmi``: where the page says which ones there are.

    ``attendu`` says what was expected in place of an unknown one.
    """

    def lit(texte: str, lecture: Lecture) -> str:
        if texte not in lecture.connus[parmi]:
            raise refuse(nom, texte, f"{attendu} Il est ignoré.")
        return texte

    return Parametre(nom, champ, lit)


def brut(nom: str, champ: str = "", quand: Callable[[Any], bool] | None = None) -> Parametre:
    """Return a text taken as it is written, which the page looks at."""
    return Parametre(nom, champ or nom, lambda texte, lecture: texte, quand=quand)
