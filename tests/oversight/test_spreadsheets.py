import csv
import io

import pytest

from oversight.spreadsheets import csv_response, inert

FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\tx",
    "  =1",
    "\u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "﹦1",
)
HIDDEN = ("\u200b=1", "\u202e=1", "\ufeff@x", "\x00=1", "\u2066+1", "\u00ad-1", " \u200f=1")


@pytest.mark.parametrize("cell", FORMULAS + HIDDEN, ids=ascii)
def test_a_formula_is_text(cell):
    assert inert(cell).startswith("'")


@pytest.mark.parametrize("cell", ["She said: no = no", "Olwen", "a@b.example", "1-2", "🙂", ""], ids=ascii)
def test_other_words_stay_as_they_are(cell):
    assert inert(cell) == cell


def test_numbers_stay_numbers():
    assert [inert(value) for value in (-3, 0, None, 1.5)] == ["-3", "0", "", "1.5"]


def test_text_is_read_in_the_order_it_is_written():
    assert inert("letter\u202efdp.exe") == "letterfdp.exe"


def test_every_cell_is_quoted_and_nothing_leaves_its_cell():
    nasty = 'a";\n=1+1,"b'
    response = csv_response("figures", ["=head"], [[nasty, "x"]])
    text = response.content.decode("utf-8-sig")

    assert list(csv.reader(io.StringIO(text))) == [["'=head"], [nasty, "x"]]
    assert text.startswith('"')
    assert response["Content-Disposition"] == 'attachment; filename="figures.csv"'
