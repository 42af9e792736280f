"""Reading a command line, and telling in French what is wrong with it, in one line."""

import argparse
import re
from pathlib import Path
from typing import NoReturn

MAUVAISE_ENTREE = 2

# What argparse says, and what is told instead.
_PHRASES = (
    (r"the following arguments are required: (.+)", r"il manque {1}"),
    (r"unrecognized arguments: (.+)", r"argument inconnu\u00a0: {1}"),
    (r"argument (\S+): expected .*", r"{1} attend une valeur"),
    (
        r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        r"{1}\u00a0: {2} n'est pas une valeur possible ({3})",
    ),
    (r"argument (.+?): invalid int value: '(.*)'", r"{1}\u00a0: {2} n'est pas un nombre entier"),
    (r"argument (.+?): (.*)", r"{1}\u00a0: {2}"),
)


class Analyseur(argparse.ArgumentParser):
    """A parser whose help and errors are in French; an error takes one line and status 2."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(prog, description=description, add_help=False, allow_abbrev=False)
        self._positionals.title = "arguments"
        self._optionals.title = "options"
        self.add_argument("-h", "--help", "--aide", action="help", help="montre cette aide")

    def format_usage(self) -> str:
        """Return how to call the command."""
        return super().format_usage().replace("usage:", "usage\u00a0:", 1)

    def format_help(self) -> str:
        """Return the help of the command."""
        return super().format_help().replace("usage:", "usage\u00a0:", 1)

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong on one line and stop."""
        self.exit(MAUVAISE_ENTREE, f"erreur\u00a0: {en_une_ligne(translate(message))}\n")


def chemin(texte: str) -> Path:
    """Read the path of a file or a folder; nothing is none, and not the folder where one stands.

    An argument is empty when a variable of the shell is not set.
    """
    if not texte.strip():
        raise argparse.ArgumentTypeError("un fichier ou un dossier est attendu, rien n'est donné")
    return Path(texte)


def translate(message: str) -> str:
    """Return what argparse says, in French; as it is when it says something unknown here."""
    for forme, phrase in _PHRASES:
        trouve = re.fullmatch(forme, message, re.DOTALL)
        if trouve:
            return phrase.replace(r"\u00a0", "\u00a0").format(trouve.group(0), *trouve.groups())
    return message


def en_une_ligne(message: object) -> str:
    """Return a message on one line: it may quote an argument that has several."""
    return re.sub(r"[ \t\r\n]+", " ", str(message)).strip()
