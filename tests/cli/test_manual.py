"""The manual: a page for the program and each verb in both languages, from what the help says."""

import re
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from jobtrack.cli import VERBS
from jobtrack.commands.help.command_line import Command, Parameter, command_line
from jobtrack.commands.help.examples import EXAMPLES
from jobtrack.commands.help.manual import FILES, STATUSES, Edition, pages, write_manual
from jobtrack.commands.surroundings import Surroundings
from jobtrack.render.help import roff
from jobtrack.words import ENGLISH, words_in
from transcript import ROOT

EDITION = Edition("1.0.0", date(2025, 7, 1))
needs_mandoc = pytest.mark.skipif(not shutil.which("mandoc"), reason="mandoc is not installed")


def printed(page: str) -> str:
    """The page as a reader sees it, each paragraph on one line, its spaces made one."""
    command = ["mandoc", "-man", "-Kutf-8", "-Tutf8", "-Owidth=1000"]
    shown = subprocess.run(
        command, input=page, capture_output=True, encoding="utf-8", check=True
    ).stdout
    return " ".join(re.sub(r".\x08", "", shown).split())


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("man")
    write_manual(folder, EDITION)
    return folder


def test_there_is_a_page_for_the_program_and_each_verb_in_both_languages(manual: Path):
    names = {"jobtrack.1", *(f"jobtrack-{verb.name}.1" for verb in VERBS)}
    found = [{one.name for one in (manual / place).iterdir()} for place in ("man1", "zh_CN/man1")]
    assert found == [names, names]


@needs_mandoc
@pytest.mark.parametrize("place", ["man1", "zh_CN/man1"])
def test_mandoc_has_nothing_to_say_of_any_page(place: str, manual: Path):
    command = ["mandoc", "-Tlint", "-Wall", *sorted((manual / place).iterdir())]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout, done.returncode) == ("", 0)


def parameters_of(command: Command) -> list[Parameter]:
    return [
        *command.parameters,
        *(one for verb in command.commands.values() for one in verb.parameters),
    ]


@needs_mandoc
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("verb", [verb.name for verb in VERBS])
def test_a_page_says_what_the_help_says(verb: str, language: str):
    words, command = words_in(language), command_line().commands[verb]
    shown = printed(dict(pages(words, EDITION))[f"jobtrack-{verb}"])
    told = [words.gettext(command.help)]
    for one in parameters_of(command):
        told += [*one.flags, words.gettext(one.help)]
    for path, examples in EXAMPLES.items():
        if path[:1] == (verb,):
            told += [" ".join(example.split()) for example in examples]
    assert [text for text in told if text not in shown] == []


@needs_mandoc
def test_the_page_of_the_program_lists_the_verbs_and_where_more_is_said_of_each():
    shown = printed(dict(pages(ENGLISH, EDITION))["jobtrack"])
    assert [verb.name for verb in VERBS if f"{verb.name} {verb.summary}" not in shown] == []
    others = re.findall(r"jobtrack-(\S+)\(1\)", shown)
    assert others == [verb.name for verb in VERBS]


def test_pages_have_their_sections_in_the_order_of_other_manuals():
    found = re.findall(
        r'^\.SH "(.*)"$', dict(pages(ENGLISH, EDITION))["jobtrack-targets"], re.MULTILINE
    )
    assert found == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES",
        "EXAMPLES", "SEE ALSO",
    ]  # fmt: skip


def test_only_commands_that_may_end_so_have_the_status_of_what_was_noticed():
    having = [name for name, page in pages(ENGLISH, EDITION) if "\\fB3\\fR" in page]
    assert having == ["jobtrack", "jobtrack-report", "jobtrack-check"]


def test_the_exit_statuses_are_those_of_the_documents():
    table = (ROOT / "docs" / "errors.md").read_text("utf-8").partition("## Exit statuses")[2]
    documented = re.findall(r"^\| (\d[\d, ]*) \|", table.partition("\n## ")[0], re.MULTILINE)
    assert [status for status, _ in STATUSES] == documented


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="the manual knows of no other")
def test_the_database_stands_where_the_manual_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("JOBTRACK_DB", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    path = Surroundings(datetime(2025, 7, 1, tzinfo=UTC), ENGLISH).path
    known = dict(zip(("linux", "darwin"), FILES, strict=True))
    assert known[sys.platform][0] == f"~/{path.relative_to(tmp_path)}"


@needs_mandoc
@pytest.mark.parametrize(
    "text",
    [
        ".SH a",
        "'SH a",
        r"a \fB \e \n",
        "a-b --c −1",
        '"a" `b` ^c ~d',
        "(（中，文。）",
        "1.\n.TH x\n'br",
    ],
)
def test_whatever_the_words_are_they_are_printed_as_they_are(text: str):
    head = roff.title("x", str(EDITION.day), "x", "x")
    for body in (roff.paragraph(roff.filled(text)), roff.listed([(roff.bold("x"), text)])):
        shown = printed(head + roff.section("NAME", roff.name("x", "x")) + roff.section("Y", body))
        assert " ".join(text.split()) in shown
