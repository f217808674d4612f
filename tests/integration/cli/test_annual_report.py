"""`portal annual-report`: the worked council's published summary, line by line, from a made-up list of two years."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli import main
from tests import past_years
from tests.logs_as_they_were import logging_as_it_was


class Reports:
    """The commands, on an installation of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str) -> Result:
        env = {"PORTAL_LOCAL": "1", "PORTAL_INSTANCE": str(self.folder)}
        return CliRunner().invoke(main, words, env=env, catch_exceptions=False)

    def figures(self, *words: str, year: str = "2016-17") -> dict:
        told = self.run("annual-report", "--year", year, "--format", "json", *words)
        assert told.exit_code == 0, told.output
        return json.loads(told.stdout)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Reports:
    folder = tmp_path_factory.mktemp("reports")
    past_years.write_csv(folder / "past.csv")
    found = Reports(folder)
    totals = ("--council-complaints", "802", "--council-compliments", "192")
    with logging_as_it_was():  # once for all tests here, so around none of them
        assert found.run("import-cases", str(folder / "past.csv")).exit_code == 0
        assert found.run("year-facts", "2016-17", *totals).exit_code == 0
    return found


def test_the_published_summary_line_by_line(reports: Reports):
    told = reports.figures()
    assert told["complaints_share_of_council"] == {"count": 58, "base": 802, "percent": 7}
    assert told["upheld_or_partly"] == {"count": 27, "base": 58, "percent": 47}
    by_team = {each["team"]: each["percent"] for each in told["by_team"]}
    assert (by_team["pods"], by_team["cypds"]) == (57, 26)
    assert told["in_time"]["this_year"] == {"count": 36, "base": 58, "percent": 62}
    assert told["in_time"]["last_year"]["percent"] == 43
    of_the_ombudsman = {name: told["ombudsman"][name] for name in ("made", "investigated", "upheld", "not_upheld")}
    assert of_the_ombudsman == {"made": 10, "investigated": 3, "upheld": 1, "not_upheld": 2}
    assert told["compliments_share_of_council"] == {"count": 56, "base": 192, "percent": 29}
    assert (told["compliments"], told["compliments_last_year"], told["compliments_change_percent"]) == (56, 19, 194)
    assert told["learning"]


def test_the_published_shares_of_themes_are_of_all_that_were_raised(reports: Reports):
    """23% and 20% are of no 58: of the 75 themes that these 58 complaints raised, they are."""
    assert not [n for n in range(59) if (200 * n + 58) // 116 == 23]
    first, second = reports.figures()["themes"][:2]
    assert (first["count"], first["base"], first["percent"]) == (17, 75, 23)
    assert (second["count"], second["base"], second["percent"]) == (15, 75, 20)


def test_scopes_take_the_year_apart(reports: Reports):
    parts = {scope: reports.figures("--scope", scope)["complaints"] for scope in ("statutory", "corporate", "both")}
    assert parts["statutory"] + parts["corporate"] == parts["both"] == 58


@pytest.mark.parametrize("edition", ["public", "young-people"])
def test_what_everybody_reads_tells_nothing_few(reports: Reports, edition: str):
    def counts(found: object) -> list[int]:
        if isinstance(found, dict):
            keep = ("percent", "year", "median_days", "compliments_change_percent")
            return [n for key, each in found.items() if not key.startswith(keep) for n in counts(each)]
        if isinstance(found, list):
            return [n for each in found for n in counts(each)]
        return [found] if isinstance(found, int) else []

    told = counts(reports.figures("--edition", edition))
    assert told
    assert min(told) >= 5


def test_a_public_edition_of_one_procedure_is_refused(reports: Reports):
    told = reports.run("annual-report", "--year", "2016-17", "--edition", "public", "--scope", "statutory")
    assert told.exit_code == 2
    assert "both procedures together" in told.output


def test_a_year_without_a_case_has_a_report_and_is_told(reports: Reports):
    told = reports.figures(year="2012-13")
    assert (told["complaints"], told["upheld_or_partly"]["percent"], told["median_days"]) == (0, None, None)
    assert reports.figures("--edition", "public", year="2012-13")["complaints"] is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("2012-13",), "There is no case of 2012-13 here: the report counts none."),
        (
            ("2012-13", "--scope", "corporate"),
            "There is no case of 2012-13 here by the corporate procedure: the report",
        ),
        (("2016-17",), ""),
    ],
)
def test_that_nothing_of_a_year_is_here_is_said_beside_the_report(
    reports: Reports, words: tuple[str, ...], says: str, tmp_path: Path
):
    told = reports.run("annual-report", "--out", str(tmp_path / "report.html"), "--year", *words)
    assert (told.exit_code, told.stdout, (tmp_path / "report.html").exists()) == (0, "", True)
    assert told.stderr.startswith(says)
    assert told.stderr.splitlines()[1:] == (["Years that are here: 2016-17, 2015-16."] if says else [])


def test_where_nothing_is_here_at_all_the_way_to_bring_it_in_is_told(tmp_path: Path):
    told = Reports(tmp_path).run("annual-report", "--year", "2012-13", "--format", "csv")
    assert told.exit_code == 0
    assert told.stderr.endswith("Bring in a list of past cases with portal import-cases.\n")


FORMS = {"html": b"<!doctype html>", "pdf": b"%PDF-", "csv": b"\xef\xbb\xbf"}


@pytest.mark.parametrize(("form", "begins"), FORMS.items())
def test_every_form_is_written_to_a_file(reports: Reports, form: str, begins: bytes, tmp_path: Path):
    file = tmp_path / f"report.{form}"
    told = reports.run("annual-report", "--year", "2016-17", "--format", form, "--out", str(file))
    assert told.exit_code == 0, told.output
    assert file.read_bytes().lower().startswith(begins.lower())


def test_a_dash_means_standard_output_as_nothing_does(
    reports: Reports, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    csv_of_2016 = ("annual-report", "--year", "2016-17", "--format", "csv")
    printed = reports.run(*csv_of_2016, "--out", "-")
    assert printed.stdout_bytes.startswith(FORMS["csv"])
    assert printed.stdout_bytes == reports.run(*csv_of_2016).stdout_bytes
    assert not [*tmp_path.iterdir()]


def test_a_pdf_goes_into_a_pipe_and_not_onto_a_terminal(reports: Reports, monkeypatch: pytest.MonkeyPatch):
    pdf = ("annual-report", "--year", "2012-13", "--format", "pdf")
    assert reports.run(*pdf).stdout_bytes.startswith(FORMS["pdf"])
    monkeypatch.setattr("portal.cli.annual_report._is_read_on_a_terminal", lambda: True)
    told = reports.run(*pdf)
    assert (told.exit_code, told.stdout) == (2, "")
    assert told.stderr == "Nobody can read a PDF on a terminal. Name a file for it: --out report.pdf\n"


def test_the_spreadsheet_says_for_every_percentage_of_how_many(reports: Reports):
    told = reports.run("annual-report", "--year", "2016-17", "--format", "csv").stdout
    lines = list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff"))))
    with_percent = [line for line in lines if line["Percent"]]
    assert with_percent
    assert all(line["Value"] and line["Out of"] for line in with_percent)


def test_what_is_no_year_and_where_it_cannot_be_written(reports: Reports, tmp_path: Path):
    assert reports.run("annual-report", "--year", "2016").exit_code == 2
    told = reports.run("annual-report", "--year", "2016-17", "--out", "")
    says = "Name a file after --out, or leave --out away: then the report is printed.\n"
    assert (told.exit_code, told.stdout, told.stderr) == (2, "", says)
    told = reports.run("annual-report", "--year", "2016-17", "--out", str(tmp_path / "no" / "where.html"))
    assert told.exit_code == 2
    assert "cannot be written" in told.output
