"""The slides among the files of three pages: there, named, and made when they are asked for."""

import pytest

JOUR = "2026-06-15"
PAGES = {
    "couverture": ({"region": "06"}, "cls-presentation_mayotte_2026-06-15"),
    "territoire": ({"code": "97608"}, "cls-presentation_mayotte_2026-06-15"),
    "contrat": (
        {"id": "cls-976-mamoudzou-1"},
        "cls-presentation_cls-976-mamoudzou-1_2026-06-15",
    ),
}


@pytest.mark.parametrize("page", PAGES)
def test_a_presentation_is_prepared_then_downloaded(run_page, page: str):
    params, name = PAGES[page]
    shown = run_page(page, **params, date=JOUR)
    assert not shown.exception
    (prepare,) = (one for one in shown.button if one.key.endswith(f"-{name}.pptx-preparer"))
    assert prepare.label == "Préparer Présentation (PPTX)"
    assert any(one.key.endswith(f"-{name}.pdf-preparer") for one in shown.button)
    prepare.click().run()
    assert not shown.exception
    ready = shown.session_state[prepare.key.partition("-cls")[0] + "-pret"]
    assert ready[0] == f"{name}.pptx"
    assert ready[1][:2] == b"PK"
