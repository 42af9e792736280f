"""``make deploiement-essai``: every check is good, and one that is not is told."""

from contextlib import nullcontext

from tests.deploiement import __main__ as essai
from tests.deploiement.essai import Constat


def test_the_scene_of_the_administrator_is_good(capsys):
    assert essai.main([]) == 0
    told = capsys.readouterr().out
    assert told.count("\nbon ") >= 9
    assert "MAUVAIS" not in told


def test_a_check_that_fails_is_told_and_makes_the_command_fail(monkeypatch, capsys):
    monkeypatch.setattr(essai, "scene", nullcontext)
    monkeypatch.setattr(essai, "verify", lambda _: iter([Constat(False, "le pont est levé")]))
    assert essai.main([]) == 1
    assert "MAUVAIS le pont est levé" in capsys.readouterr().out
