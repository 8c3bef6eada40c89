"""What `dev.py` does before anything is installed."""

import importlib.util
import subprocess
import sys

import pytest

import dev
from tests.launcher.conftest import ROOT


def test_an_unchanged_lock_installs_nothing_and_a_changed_one_does(tmp_path, monkeypatch):
    stamp, python = tmp_path / "stamp", tmp_path / "python"
    monkeypatch.setattr(dev, "STAMP", stamp)
    monkeypatch.setattr(dev, "PYTHON", python)
    assert not dev.is_installed("abc"), "there is no environment"
    python.touch()
    assert not dev.is_installed("abc"), "it is not known what is in it"
    stamp.write_text("abc")
    assert dev.is_installed("abc")
    assert not dev.is_installed("def")


def test_a_python_without_venv_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(
        SystemExit, match=r"^This Python cannot make environments: apt-get install python3\.\d+-venv"
    ):
        dev.make_environment()


def test_a_missing_library_is_a_sentence_that_names_the_package(monkeypatch, capsys):
    monkeypatch.setattr(dev, "PDF_LIBRARIES", {"libnowhere.so.0": "libnowhere0", "libc.so.6": "libc6"})

    dev.say_what_is_missing()

    assert (
        capsys.readouterr().err == "PDF reports cannot be made until you run: apt-get install libnowhere0\n"
    )


def test_the_outer_half_needs_the_standard_library_only():
    """Imported by a Python that sees no installed package, from the top to the point where it begins again."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", ROOT / "dev.py", "--help"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0
    for command in dev.COMMANDS:
        assert command in done.stdout


@pytest.mark.parametrize(
    ("words", "processes"),
    [
        ([], ["-n", "2"]),
        (["tests/ui", "-k", "draft"], ["-n", "2"]),
        (["-n0"], []),
        (["-p", "no:xdist"], []),
        (["tests/ui/test_pack.py::test_one"], []),
    ],
)
def test_tests_run_in_two_processes_unless_the_caller_chose(monkeypatch, words, processes):
    called = []
    monkeypatch.setattr(dev.os, "execv", lambda program, command: called.append(command))
    monkeypatch.setattr(dev.os, "chdir", lambda folder: None)

    dev.test(dev.parse(["test", *words]))

    assert called == [[str(dev.PYTHON), "-m", "pytest", *processes, *words]]


def test_options_after_a_command_are_the_commands_own():
    assert dev.parse(["manage", "check", "--deploy", "-v2"]).rest == ["check", "--deploy", "-v2"]
    assert dev.parse(["test", "-x", "--lf"]).rest == ["-x", "--lf"]
