"""Every example of docs/cron.md does in cron's bare environment what the page says of it."""

import re
import shlex
import shutil
import stat
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from cron import PROGRAM, in_cron, ran
from jobtrack.render.prometheus import LAST_RECORDED, METRICS_OF_TARGETS, METRICS_OF_VALUES
from transcript import ROOT

PAGE = (ROOT / "docs" / "cron.md").read_text("utf-8")
LOGROTATE = shutil.which("logrotate", path="/usr/sbin:/usr/bin:/sbin:/bin")
ANALYZE = shutil.which("systemd-analyze")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The folders that the page names, with a database that has something to say."""
    (tmp_path / "srv" / "backup").mkdir(parents=True)
    (tmp_path / "metrics").mkdir()
    shutil.copy(ROOT / "sample.db", tmp_path / "srv" / "jobs.db")
    return tmp_path


@pytest.fixture
def quiet_office(office: Path) -> Path:
    """The same with a database of which there is nothing to say."""
    database = office / "srv" / "jobs.db"
    database.unlink()
    assert ran(office, "--db", database, "init", "--empty").returncode == 0
    return office


def examples(language: str, office: Path) -> list[str]:
    """The blocks in that language, with the folders of ``office`` in them."""
    text = PAGE.replace("/opt/jobtrack/bin", str(PROGRAM.parent))
    text = text.replace("/srv/jobtrack", str(office / "srv"))
    text = text.replace("/var/lib/node_exporter", str(office / "metrics"))
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def jobs(office: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The command of each line of each crontab, and the variables set above it."""
    for table in examples("crontab", office):
        variables: dict[str, str] = {}
        for line in filter(None, table.splitlines()):
            setting = re.fullmatch(r"(\w+)=(.*)", line)
            if setting is not None:
                variables[setting[1]] = setting[2]
            elif not line.startswith("#"):
                assert re.match(r"(?:[\d*/,-]+ +){5}", line), line
                assert "%" not in line, "cron would take it for the end of the line"
                yield line.split(maxsplit=5)[5], variables


def job(office: Path, word: str) -> subprocess.CompletedProcess[str]:
    """How the one job that has ``word`` in it ends; cron mails what it prints."""
    [(command, variables)] = [one for one in jobs(office) if word in one[0]]
    return in_cron(f"umask 022; {command}", office, **variables)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_no_example_is_in_a_language_that_nothing_here_runs():
    languages = re.findall(r"^```(\w+)", PAGE, re.MULTILINE)
    assert sorted(set(languages)) == ["crontab", "ini", "logrotate", "sh", "yaml"]


def test_the_crontab_speaks_of_what_needs_attention(office: Path):
    found = job(office, "check; jobtrack report --fail-on amber --format markdown")
    assert (found.returncode, found.stderr) == (3, "")
    assert found.stdout.startswith("缺月\n")
    assert "\n# 重庆市脱贫人口就业2025年目标\n" in found.stdout
    assert "\x1b" not in found.stdout


@pytest.mark.parametrize("word", ["--format markdown", "--since 1d", "--integrity"])
def test_nothing_is_mailed_where_there_is_nothing_to_say(quiet_office: Path, word: str):
    for command, variables in jobs(quiet_office):
        if word in command:
            found = in_cron(command, quiet_office, **variables)
            assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_what_went_wrong_is_mailed(office: Path):
    (office / "srv" / "jobs.db").unlink()
    found = job(office, "check; jobtrack report --fail-on amber --format markdown")
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (4, "", 2)


def test_the_copies_of_seven_nights_are_kept(office: Path):
    for _ in range(10):
        found = job(office, "jobtrack backup")
        assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
    copies = office / "srv" / "backup"
    assert names(copies) == ["jobs.db", *(f"jobs.db.{number}" for number in range(1, 8))]
    assert {stat.S_IMODE(copy.stat().st_mode) for copy in copies.iterdir()} == {0o600}
    assert ran(office, "--db", copies / "jobs.db.7", "check", "--integrity").returncode == 0


def test_what_was_recorded_since_yesterday_is_mailed(quiet_office: Path):
    database = quiet_office / "srv" / "jobs.db"
    database.unlink()
    assert ran(quiet_office, "--db", database, "init").returncode == 0
    assert ran(quiet_office, "--db", database, "add", "workshops", "700", "2025-05").returncode == 0
    found = job(quiet_office, "--since 1d")
    assert (found.returncode, found.stderr) == (0, "")
    assert "700" in found.stdout


def test_the_script_prints_the_report_when_it_is_another_one(office: Path):
    script, _ = examples("sh", office)
    setting = {
        "PATH": f"{PROGRAM.parent}:/usr/bin:/bin",
        "JOBTRACK_DB": str(office / "srv" / "jobs.db"),
    }

    def run() -> str:
        found = in_cron(script, office, **setting)
        assert (found.returncode, found.stderr) == (0, "")
        return found.stdout

    first = run()
    assert first.startswith("# Chongqing: employment")
    assert run() == ""
    assert ran(office, "--db", setting["JOBTRACK_DB"], "add", "workshops", "700").returncode == 0
    assert run() not in {"", first}
    assert run() == ""
    written = office / "srv" / "report.md"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert names(office / "srv") == ["backup", "jobs.db", "report.last", "report.md"]


def test_the_page_is_mailed_as_it_was_written(office: Path):
    _, script = examples("sh", office)
    mailer, sent = office / "sendmail", office / "sent"
    mailer.write_text(f"#!/bin/sh\ncat > '{sent}'\n", "utf-8")
    mailer.chmod(0o700)
    (office / "srv" / "mail-page").write_text(
        script.replace("/usr/sbin/sendmail", str(mailer)), "utf-8"
    )
    found = job(office, "mail-page")
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
    message = message_from_bytes(sent.read_bytes(), policy=policy.default)
    assert (message["To"], message.defects) == ("director@example.org", [])
    assert message.get_filename() == "report.html"
    page = (office / "srv" / "report.html").read_text("utf-8")
    assert message.get_content() == page
    assert '<html lang="zh-CN">' in page
    sent.unlink()
    (office / "srv" / "jobs.db").unlink()
    found = job(office, "mail-page")
    assert (found.returncode, found.stderr.count("\n")) == (4, 1)
    assert not sent.exists()


def units(office: Path) -> dict[str, str]:
    """The unit files by their names."""
    service, timer = examples("ini", office)
    return {"jobtrack.service": service, "jobtrack.timer": timer}


def test_the_service_fails_when_there_is_something_to_say(office: Path):
    lines = [line.partition("=")[::2] for line in units(office)["jobtrack.service"].splitlines()]
    variables = dict(value.split("=", 1) for key, value in lines if key == "Environment")
    [command] = [value.replace("$$", "$") for key, value in lines if key == "ExecStart"]
    found = in_cron('"$@"', office, shlex.split(command), **variables)
    assert (found.returncode, found.stderr) == (3, "")
    assert found.stdout.startswith("missing month\n")
    assert "\nChongqing: employment" in found.stdout


@pytest.mark.skipif(ANALYZE is None, reason="systemd is not installed")
def test_systemd_has_no_complaint_about_the_units(office: Path):
    assert ANALYZE is not None
    for name, text in units(office).items():
        (office / name).write_text(text, "utf-8")
    found = subprocess.run(
        [ANALYZE, "verify", *(office / name for name in units(office))],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")


def test_the_log_has_what_was_printed_and_no_mail_is_sent(office: Path):
    log = office / "srv" / "jobtrack.log"
    for _ in range(2):
        found = job(office, "jobtrack.log")
        assert (found.returncode, found.stdout, found.stderr) == (3, "", "")
    assert log.read_text("utf-8").count("Chongqing: employment") == 2


@pytest.mark.skipif(LOGROTATE is None, reason="logrotate is not installed")
def test_the_log_is_rotated_and_goes_on(office: Path):
    assert LOGROTATE is not None
    folder, rules = office / "srv", office / "rules"
    folder.chmod(0o700)
    [text] = examples("logrotate", office)
    rules.write_text(text, "utf-8")
    rules.chmod(0o600)
    job(office, "jobtrack.log")
    subprocess.run([LOGROTATE, "--force", "--state", office / "state", rules], check=True)
    assert [name for name in names(folder) if "log" in name] == ["jobtrack.log", "jobtrack.log.1.gz"]
    assert stat.S_IMODE((folder / "jobtrack.log").stat().st_mode) == 0o600
    job(office, "jobtrack.log")
    assert (folder / "jobtrack.log").read_text("utf-8").count("Chongqing: employment") == 1


def test_the_metrics_are_a_whole_file_that_others_may_read(office: Path):
    for _ in range(2):
        found = job(office, "jobtrack.prom")
        assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
    metrics = office / "metrics" / "jobtrack.prom"
    assert names(office / "metrics") == ["jobtrack.prom"]
    assert stat.S_IMODE(metrics.stat().st_mode) == 0o644
    families = text_string_to_metric_families(metrics.read_text("utf-8"))
    assert {family.name for family in families} >= {"jobtrack_value", "jobtrack_target_status"}


def test_the_alarms_are_about_metrics_that_there_are(office: Path):
    [rules] = examples("yaml", office)
    named = set(re.findall(r"\b(\w+_(?:status|stale|seconds))\b", rules))
    ours = {one.name for one in (*METRICS_OF_VALUES, *METRICS_OF_TARGETS)} | {LAST_RECORDED}
    assert named - ours == {"node_textfile_mtime_seconds"}
    assert len(named) == 4
