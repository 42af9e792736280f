"""The templates need nothing that is not in the project, and say what is wrong in them."""

import re

import pytest
import typst

from components.documents.pdf import compilation
from components.documents.pdf.compilation import DOSSIER, compile_pdf

IMPORTS = re.compile(r'#?(?:import|include)\s+"([^"]+)"')


def test_templates_import_each_other_and_nothing_else():
    templates = {path.name: path.read_text("utf-8") for path in DOSSIER.glob("*.typ")}
    assert {"commun.typ", "fiche.typ", "diaporama.typ"} <= set(templates)
    for name, content in templates.items():
        assert "@preview" not in content, name
        assert set(IMPORTS.findall(content)) <= set(templates), name


@pytest.fixture
def template(tmp_path, monkeypatch):
    """Write a template of the test: ``template("= #donnees.titre")``."""
    monkeypatch.setattr(compilation, "DOSSIER", tmp_path)
    (tmp_path / "commun.typ").write_text((DOSSIER / "commun.typ").read_text("utf-8"), "utf-8")

    def write(content: str) -> None:
        start = '#import "commun.typ": *\n#show: document-de.with((paper: "a4"))\n'
        (tmp_path / "essai.typ").write_text(start + content, "utf-8")

    return write


def test_a_warning_of_the_compiler_is_not_kept_silent(template):
    template('#titre(1, "Titre")\n#set text(font: "Une police absente")\n#par[texte]')
    with pytest.warns(typst.TypstWarning, match="unknown font family"):
        compile_pdf("essai", "Titre", "Sujet", {}, {})


def test_a_figure_without_an_alternative_text_is_refused(template):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
    template('#titre(1, "Titre")\n#image(bytes(sys.inputs.dessin), format: "svg")')
    with pytest.raises(typst.TypstError, match="alt"):
        compile_pdf("essai", "Titre", "Sujet", {}, {"dessin": svg})


def test_what_a_template_expects_and_is_not_given_is_said(template):
    template("#titre(1, donnees.nom)")
    with pytest.raises(typst.TypstError, match="nom"):
        compile_pdf("essai", "Titre", "Sujet", {}, {})
