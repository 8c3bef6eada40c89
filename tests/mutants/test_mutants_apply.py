"""Each planted fault can still be planted, and the test that must catch it is still there."""

from pathlib import Path

import pytest

from tests.mutants import MUTANTS, Mutant

ROOT = Path(__file__).resolve().parents[2]


def test_there_are_twenty_and_each_is_another():
    assert len(MUTANTS) >= 20
    assert (
        len({one.name for one in MUTANTS}) == len({(one.path, one.rule) for one in MUTANTS}) == len(MUTANTS)
    )


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_it_can_be_planted(mutant: Mutant):
    assert (ROOT / mutant.path).read_text(encoding="utf-8").count(mutant.rule) == 1
    assert mutant.rule != mutant.fault
    path, _, name = mutant.test.partition("::")
    assert f"def {name}" in (ROOT / path).read_text(encoding="utf-8")
