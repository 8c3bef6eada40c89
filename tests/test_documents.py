"""What the documents point to is there, and every picture says in words what it shows."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.pictures.chosen import CHOSEN, MOST_BYTES

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))


def links(document):
    return LINK.findall(re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_to_something_that_is_there(document):
    there = [target.partition("#")[0] for _, _, target in links(document) if "://" not in target]
    missing = [target for target in there if target and not (document.parent / unquote(target)).exists()]

    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_picture_is_told_in_words(document):
    assert [target for is_picture, words, target in links(document) if is_picture and len(words) < 10] == []


def test_every_picture_that_is_kept_is_chosen_small_and_shown():
    kept = {path.stem: path for path in (ROOT / "docs" / "pictures").glob("*.png")}
    shown = {Path(target).stem for document in DOCUMENTS for picture, _, target in links(document) if picture}

    assert set(kept) == set(CHOSEN) == shown
    assert [name for name, path in kept.items() if path.stat().st_size > MOST_BYTES] == []


def test_decisions_are_numbered_without_a_gap_and_are_in_the_index():
    index = (ROOT / "docs" / "decisions" / "README.md").read_text()

    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for path in DECISIONS:
        title = path.read_text().partition("\n")[0].removeprefix(f"# {int(path.name[:4])}. ")
        assert f"[{title}]({path.name})" in index


TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
WITH_PROOFS = [ROOT / "docs/threat-model.md", ROOT / "docs/asvs.md"]


@pytest.mark.parametrize("document", WITH_PROOFS, ids=lambda path: path.name)
def test_every_test_that_is_named_as_a_proof_is_there(document):
    named = TEST.findall(document.read_text())
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists() or f"def {test}(" not in (ROOT / file).read_text()
    ]

    assert missing == []
    assert len(named) >= 20
    assert document.read_text().count("::test_") == len(named), "each is written `tests/….py::test_…`"
