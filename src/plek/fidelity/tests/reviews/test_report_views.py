"""The report on screen and as files, beside earlier reviews and records."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client as Browser
from docx import Document
from pypdf import PdfReader

from plek.fidelity.choices import ReviewState
from plek.fidelity.tests.reviews.pages import HERE, page, statuses
from plek.fidelity.tests.reviews.stage import DAY, Stage
from plek.fidelity.tests.town import build_town
from plek.organisations.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]
SignIn = Callable[[Membership], Browser]


def test_the_report_is_the_same_on_screen_as_pdf_and_as_word(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.CLOSED)
    browser = sign_in(stage.house.specialist)
    words = page(browser, f"{stage.number}/report/")
    pdf = browser.get(f"{HERE}{stage.number}/report/pdf/")
    text = "\n".join(part.extract_text() for part in PdfReader(io.BytesIO(pdf.content)).pages)
    made = Document(io.BytesIO(browser.get(f"{HERE}{stage.number}/report/docx/").content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    word = "\n".join([*(p.text for p in made.paragraphs), *cells])
    for said in ("Snel bij werkgevers", "Ga vaker terug", "goed modelgetrouw", "Samen nog eens gelezen"):
        assert said in words
        assert said in text.replace("\n", " ")
        assert said in word
    for text_of in (words, text, word):
        assert "Text(" not in text_of
        assert "de handleiding is beschermd" in text_of.replace("\n", " ")
    for said in ("Dank, we gaan door", "SE7: Drie keer langs", "nooit een score van de meting"):
        assert said in text.replace("\n", " ")
        assert said in word
    assert "modelgetrouwheidsmeting-mg0001-2026-11-24.pdf" in pdf["Content-Disposition"]
    assert [p.style.name for p in made.paragraphs if p.text == "Wat dit team goed doet"] == ["Heading 1"]
    assert (round(made.sections[0].page_width.cm), round(made.sections[0].page_height.cm, 1)) == (21, 29.7)
    narrow, total = made.tables[1].rows[1].cells[1].width, sum(cell.width for cell in made.tables[1].rows[1].cells)
    assert (narrow.cm < 3, round(total / 360000, 1)) == (True, 16.6)
    assert 'w:val="nl-NL"' in made.styles["Normal"].element.xml
    assert 'w:instr="PAGE"' in made.sections[0].footer.paragraphs[0]._p.xml
    assert [("w:tblHeader" in table.rows[0]._tr.xml) for table in made.tables] == [False, True, True, True]


def test_an_earlier_review_stands_beside_the_next(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.CLOSED)
    later = DAY + timedelta(days=365)
    stage.plan(begins_on=later, ends_on=later)
    for step in (stage.prepare, stage.visit, stage.rate, stage.agree, stage.report):
        step()
    words = page(sign_in(stage.house.leader), f"{stage.number}/report/")
    assert "november 2026" in words.split("Alleen uit")[1]
    for said in ("meting van november 2026", "goed modelgetrouw (100 tot en met 114)", "bij 25 dezelfde score"):
        assert said in words


def test_a_review_stands_beside_what_records_say_today_for_the_team_only(stage: Stage, sign_in: SignIn) -> None:
    build_town(stage.house)
    stage.reach(ReviewState.RESPONSE)
    here = f"{stage.number}/report/today/"
    live = sign_in(stage.house.leader).get("/o/ggz-veenland/fidelity/").content.decode()
    words = page(sign_in(stage.house.leader), here)
    total = live.split('stat-number">')[1].split("<")[0]
    assert f'<td class="number">{total}</td>' in words
    assert f"{HERE}{here}" in page(sign_in(stage.house.specialist), f"{stage.number}/report/")
    for by in (stage.iris, stage.house.administrator):
        assert statuses(sign_in(by), stage.number, "report/today/") == [403]
        assert here not in page(sign_in(by), f"{stage.number}/report/")


def test_equal_scores_are_explained_in_the_language_of_who_reads(stage: Stage, sign_in: SignIn) -> None:
    stage.reach(ReviewState.RESPONSE)
    assert "Beide beoordelaars gaven" in page(sign_in(stage.house.leader), f"{stage.number}/report/")
    stage.house.leader.user.language = "en"
    stage.house.leader.user.save(update_fields=["language"])
    assert "Both reviewers gave this score" in page(sign_in(stage.house.leader), f"{stage.number}/report/")
