"""A letter as a PDF: for who opened the case, tagged, in a language, and with nothing fetched from anywhere."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal import tagged_pdf
from portal.vocabulary import Act
from tests.conftest import ON_CI
from tests.integration.cases.acts.conftest import StaffDesk
from tests.portals import PortalAtHand, local_portal
from tests.staffing import signed_in_client
from tests.tellings import A_CHILD_IN_CARE

LETTER = "Thank you for telling us.\n\n<img src=file:///etc/hostname> We answer by 15 September."


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[PortalAtHand]:
    portal = local_portal(tmp_path)
    yield portal
    portal.close()


@pytest.fixture
def address(portal: PortalAtHand) -> str:
    """Where an acknowledgement that was posted is a PDF."""
    if not tagged_pdf.can_make_pdf():
        (pytest.fail if ON_CI else pytest.skip)("Pango is not on this machine: make tools")
    talk = portal.talk()
    talk.starts()
    talk.answers(A_CHILD_IN_CARE | {"which-help": ["in-care"]})
    reference = talk.sends().reference
    desk = StaffDesk(portal.engine, portal.office, now=portal.clock())
    desk.does(reference, Act.CONFIRM_ROUTE)
    case = desk.does(reference, Act.ACKNOWLEDGE, points="A point.", contact="A manager", letter=LETTER, how="post")
    return f"/staff/cases/{reference}/letters/{case.letters[-1].id}"


def test_the_letter_is_a_tagged_pdf_in_english(portal: PortalAtHand, address: str):
    hands = signed_in_client(portal)
    hands.goes_to(address.split("/letters/")[0])
    hands.presses("Open this case")
    hands.goes_to(address)
    assert f"{address}/pdf" in [each["href"] for each in hands.page.links()]
    answer = hands.client.get(f"{address}/pdf")
    assert answer.mimetype == "application/pdf"
    made = answer.get_data()
    whole = made + b"".join(unpacked(made))
    for what in (b"/MarkInfo", b"/Marked true", b"/StructTreeRoot", b"/Lang", b"en-GB", b"pdfuaid"):
        assert what in whole, what


def unpacked(made: bytes) -> Iterator[bytes]:
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def test_nobody_gets_it_who_has_not_opened_the_case(portal: PortalAtHand, address: str):
    client = signed_in_client(portal).client
    assert client.get(f"{address}/pdf").status_code == 303
    assert portal.phone().client.get(f"{address}/pdf").status_code == 401


def test_without_pango_there_is_the_page_to_print_and_no_link(
    portal: PortalAtHand, address: str, monkeypatch: pytest.MonkeyPatch
):
    hands = signed_in_client(portal)
    hands.goes_to(address.split("/letters/")[0])
    hands.presses("Open this case")
    monkeypatch.setattr("portal.web.staff.papers.can_make_pdf", lambda: False)
    hands.goes_to(address)
    assert "PDF" not in hands.says()
    assert hands.client.get(f"{address}/pdf").status_code == 404


def test_a_letter_fetches_nothing(tmp_path: Path):
    if not tagged_pdf.can_make_pdf():
        pytest.skip("Pango is not on this machine: make tools")
    secret = tmp_path / "secret.css"
    secret.write_text("p { color: red }")
    page = f'<html lang="en-GB"><title>x</title><link rel="stylesheet" href="{secret.as_uri()}"><p>Words</p></html>'
    assert tagged_pdf.as_pdf(page).startswith(b"%PDF-1.7")
