"""Sentences read without their marks."""

import re


def plain(texte):
    return re.sub(r"[*\\]", "", texte).replace("\u00a0", " ").replace("\u202f", " ")
