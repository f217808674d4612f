"""The command line of the journey driver, and what it comes to."""

import argparse
import re

try:
    import brotli
except ImportError:
    brotli = None

FieldOfStep = tuple[int | None, str]


class Options(argparse.Namespace):
    """What was asked for. Where a name stands alone in `given`, it is meant at every step."""

    url: str
    users: int
    duration: float
    journeys: int
    arrivals: float
    max_open: int
    think: float
    warmup: int
    max_steps: int
    until: str | None
    until_body: str | None
    sum: str | None
    form: str | None
    button: str | None
    link: str | None
    prefer_link: str | None
    set: list[str]
    choose: list[str]
    pick: int
    file: str | None
    headers: list[str]
    encoding: str
    lang: str
    server_pid: str | None
    db_pid: str | None
    seed: int
    dry: bool
    brief: bool
    repeat: int
    given: dict[FieldOfStep, str]
    chosen: dict[str, str]

    def value_of(self, step: int, name: str) -> str | None:
        """What was asked to stand in a control, if anything was."""
        return self.given.get((step, name), self.given.get((None, name)))


def options(arguments: list[str] | None = None) -> Options:
    """Read the command line. Ends the process on a wrong one, as argparse does."""
    parser = argparse.ArgumentParser(
        prog="journey", description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("url")
    for group in (_how_much, _which_way, _what_to_say, _what_to_measure):
        group(parser)
    chosen = parser.parse_args(arguments, namespace=Options())
    chosen.chosen = dict(each.split("=", 1) for each in chosen.choose)
    chosen.given = {}
    for each in chosen.set:
        name, value = each.split("=", 1)
        at = re.match(r"(\d+):(.*)", name)
        chosen.given[(int(at[1]), at[2]) if at else (None, name)] = value
    return chosen


def _how_much(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("-u", "--users", type=int, default=4, help="closed loop: people at once")
    add("-d", "--duration", type=float, default=10, help="seconds")
    add("-j", "--journeys", type=int, default=0, help="stop after so many journeys (0: by time only)")
    add("--arrivals", type=float, default=0, help="open loop: journeys begun a second (Poisson); --users is ignored")
    add("--max-open", type=int, default=400, help="most journeys under way in an open loop")
    add("--think", type=float, default=0, help="mean time before each step, seconds (exponential)")
    add("--warmup", type=int, default=3, help="journeys before measuring")
    add("--max-steps", type=int, default=40, help="0: first views only")
    add("--seed", type=int, default=1)
    add("--repeat", type=int, default=1, help="so many runs, each reported")
    add("--dry", action="store_true", help="walk once and print every step: do this first")
    add("--brief", action="store_true", help="one line")


def _which_way(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--until", help="regex on the address that ends a journey")
    add("--until-body", help="regex on the body that ends a journey")
    add("--form", help="regex on a form's action, id or class, to pick it by")
    add("--button", help="regex of the button to press")
    add("--link", help="regex of the link to follow where a page has no form")
    add("--prefer-link", help="regex of a link to follow even where a page has a form")


def _what_to_say(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--set", action="append", default=[], metavar="NAME=V or N:NAME=V", help="a field's value (in step N only)")
    add("--choose", action="append", default=[], metavar="NAME=REGEX", help="which radio button")
    add("--pick", type=int, default=0, help="index of the radio button taken where nothing is said")
    add("--file", help="the file to send in file inputs (none: an empty upload)")
    add("--sum", help='a field to fill with the sum in the page, as in "3 + 4 =" (own test instances only)')
    add("--header", action="append", default=[], dest="headers")
    add("--encoding", default="gzip, deflate" + (", br" if brotli else ""))
    add("--lang", default="en-GB,en;q=0.8")


def _what_to_measure(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--server-pid", help="comma list: CPU and memory of these processes and their children")
    add("--db-pid", help="comma list, told apart from the server's")
