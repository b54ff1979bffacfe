"""Each component prints what its page of the README promises."""

import pytest
from django.core.paginator import Paginator

from plek.shared.ui.tests.rendering import printed


def test_a_button_submits_unless_told_otherwise() -> None:
    html = printed("<c-button>Vastleggen</c-button>")
    assert '<button type="submit" class="utrecht-button utrecht-button--secondary-action"' in html
    assert "Vastleggen</button>" in html


@pytest.mark.parametrize(
    ("variant", "classes"),
    [
        ("primary", "utrecht-button--primary-action"),
        ("secondary", "utrecht-button--secondary-action"),
        ("quiet", "utrecht-button--subtle"),
        ("danger", "utrecht-button--secondary-action utrecht-button--danger"),
    ],
)
def test_a_button_wears_its_variant(variant: str, classes: str) -> None:
    assert f'class="utrecht-button {classes}"' in printed(f'<c-button variant="{variant}">x</c-button>')


def test_a_button_with_an_address_is_a_link() -> None:
    html = printed('<c-button href="/a/?b=1&c=2" size="small">Open</c-button>')
    assert html.startswith('<a href="/a/?b=1&amp;c=2"')
    assert html.endswith("Open</a>")
    assert " small" in html


def test_a_button_hands_on_what_it_does_not_know() -> None:
    html = printed('<c-button hx-get="/x/" hx-target="#panel" disabled>Log</c-button>')
    assert 'hx-get="/x/"' in html
    assert 'hx-target="#panel"' in html
    assert "disabled" in html


def test_a_button_shows_its_icon_before_its_word() -> None:
    html = printed('<c-button icon="phone">Bel</c-button>')
    assert html.index("#phone") < html.index("Bel")
    assert 'aria-hidden="true"' in html


def test_names_of_the_page_do_not_leak_into_components() -> None:
    html = printed(
        "<c-button>x</c-button><c-card>y</c-card>", href="/leak/", icon="ban", title="LEAK", actions="LEAK"
    )
    assert "leak" not in html.lower()
    assert "#ban" not in html


def test_words_typed_by_people_are_escaped() -> None:
    html = printed('<c-card title="{{ name }}">{{ name }}</c-card>', name="<b>Sam</b>")
    assert "<b>" not in html
    assert html.count("&lt;b&gt;Sam&lt;/b&gt;") == 2


def test_an_icon_with_words_stands_beside_them() -> None:
    html = printed('<c-icon name="phone">Bel</c-icon>')
    assert '<span class="with-icon">' in html
    assert "<span>Bel</span>" in html


def test_an_icon_alone_is_hidden_from_assistive_tools() -> None:
    html = printed('<c-icon name="phone" />')
    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize("tone", ["soon", "risk", "done", "good"])
def test_a_badge_has_a_shape_beside_its_colour(tone: str) -> None:
    html = printed(f'<c-badge tone="{tone}">woord</c-badge>')
    assert f"badge--{tone}" in html
    assert "<svg" in html
    assert "woord" in html


def test_a_badge_without_tone_has_no_shape_of_its_own() -> None:
    assert "<svg" not in printed("<c-badge>Niet begonnen</c-badge>")
    assert "#hourglass" in printed('<c-badge icon="hourglass">Wacht</c-badge>')


@pytest.mark.parametrize(
    ("tone", "word"),
    [("info", "Goed om te weten"), ("ok", "Gelukt"), ("warning", "Let op"), ("error", "Er klopt iets niet")],
)
def test_an_alert_without_title_begins_with_its_word(tone: str, word: str) -> None:
    html = printed(f'<c-alert tone="{tone}">Tekst</c-alert>')
    assert f"utrecht-alert--{tone}" in html
    assert f'<span class="visually-hidden">{word}:</span>' in html
    assert "<svg" in html


def test_an_alert_with_title_has_a_heading_of_the_asked_level() -> None:
    html = printed('<c-alert tone="warning" title="Let op" heading="h3">Tekst</c-alert>')
    assert "<h3>Let op</h3>" in html


def test_a_card_with_an_address_is_one_link() -> None:
    html = printed('<c-card title="De Linde" href="/w/1/">Tekst<c-slot name="actions"><b>a</b></c-slot></c-card>')
    assert "card--link" in html
    assert '<h3><a href="/w/1/">De Linde</a></h3>' in html
    assert '<div class="actions"><b>a</b></div>' in html


def test_a_card_without_actions_has_no_empty_row() -> None:
    assert 'class="actions"' not in printed('<c-card title="De Linde">Tekst</c-card>')


def test_an_empty_state_says_how_to_begin() -> None:
    html = printed('<c-empty title="Hier komen je contacten" href="/log/" action="Leg vast">Tekst</c-empty>')
    assert "<h2>Hier komen je contacten</h2>" in html
    assert 'href="/log/"' in html
    assert "Leg vast</a>" in html


def test_a_table_can_be_scrolled_with_the_keyboard_and_is_named_by_its_caption() -> None:
    html = printed('<c-table id="jobs" caption="Banen" note="dit jaar"><tbody></tbody></c-table>')
    assert 'role="region" tabindex="0" aria-labelledby="jobs-caption"' in html
    assert 'id="jobs-caption">Banen <span class="quiet">dit jaar</span></caption>' in html


def test_a_quiet_caption_is_still_there_for_who_listens() -> None:
    html = printed('<c-table id="t" caption="Banen" :quiet_caption="True"></c-table>')
    assert '<caption class="visually-hidden"' in html


def test_a_dialog_is_named_and_can_be_closed() -> None:
    html = printed('<c-dialog id="move" title="Verplaats">Tekst</c-dialog>')
    assert '<dialog id="move" aria-labelledby="move-title"' in html
    assert '<h2 id="move-title">Verplaats</h2>' in html
    assert "data-closes" in html
    assert "Sluiten" in html


def test_a_chip_tells_its_state_in_more_than_colour() -> None:
    chosen = printed('<c-chip href="?a=1" :selected="True">Zoeken</c-chip>')
    assert 'aria-current="true"' in chosen
    assert "#check" in chosen
    assert "aria-current" not in printed('<c-chip href="?a=1">Zoeken</c-chip>')
    assert 'aria-pressed="true"' in printed('<c-chip :selected="True">Zoeken</c-chip>')
    assert 'aria-pressed="false"' in printed("<c-chip>Zoeken</c-chip>")


def test_a_chip_that_can_go_says_so() -> None:
    assert "weghalen" in printed('<c-chip href="?" :selected="True" :removable="True">Keuken</c-chip>')


def test_a_stat_names_what_is_counted_and_leads_to_the_list() -> None:
    html = printed(
        '<c-stat number="12" unit="van 31" label="werken nu" href="/l/" counted="Iedereen met een baan." />'
    )
    assert "12 <small>van 31</small>" in html
    assert '<a href="/l/">werken nu</a>' in html
    assert "<summary>Wat is geteld<span" in html
    assert "Iedereen met een baan." in html


def test_a_stat_of_nought_is_printed() -> None:
    assert '<span class="stat-number">0</span>' in printed('<c-stat :number="0" label="x" />')


def test_pages_of_a_list_keep_the_rest_of_the_address() -> None:
    html = printed('<c-pagination :page="page" />', page=Paginator(range(30), 10).page(2))
    assert 'rel="prev" href="?page=1"' in html
    assert 'rel="next" href="?page=3"' in html
    assert "Pagina 2 van 3" in html


def test_a_list_of_one_page_needs_no_pagination() -> None:
    assert printed('<c-pagination :page="page" />', page=Paginator(range(3), 10).page(1)) == ""


def test_a_figure_has_its_table_beside_it() -> None:
    html = printed(
        '<c-figure id="km" title="Tot eerste baan" note="n = 31" table_href="/km.csv">'
        '<svg></svg><c-slot name="table"><table></table></c-slot></c-figure>'
    )
    assert 'role="group" aria-labelledby="km-title"' in html
    assert "Toon als tabel</summary><table></table>" in html
    assert 'href="/km.csv"' in html


def test_the_head_of_a_page_has_its_one_h1() -> None:
    html = printed(
        '<c-page-head title="Dinsdag" lead="3 afspraken"><c-slot name="actions">doe</c-slot></c-page-head>'
    )
    assert html.count("<h1>") == 1
    assert '<p class="lead">3 afspraken</p>' in html
    assert '<div class="actions">doe</div>' in html


def test_components_speak_english_too() -> None:
    assert "Close" in printed('<c-dialog id="a" title="b">c</c-dialog>', language="en")
