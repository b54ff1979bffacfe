"""Templates that are set print what Django prints, to the letter."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from django.http import QueryDict
from django.template import Context, RequestContext, Template, engines
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from django_cotton.compiler_regex import CottonCompiler
from hypothesis import given, settings
from hypothesis import strategies as st

from plek.shared.ui.tests.rendering import a_request
from plek.shared.ui.typeset import SetNodes, typeset


@dataclass(frozen=True)
class Person:
    """As presenters give them to templates."""

    name: str
    age: int
    born: date = date(1990, 3, 1)
    pets: tuple[str, ...] = ("Tom", "<b>")

    @property
    def initial(self) -> str:
        return self.name[0]

    def greeting(self) -> str:
        return f"Hi & {self.name}"

    def delete(self) -> str:
        raise AssertionError("a template called what changes data")

    delete.alters_data = True  # type: ignore[attr-defined]

    @property
    def broken(self) -> str:
        raise KeyError("broken")


GIVEN: dict[str, Any] = {
    "p": Person("Ann <i>", 12345), "people": [Person("Ed", 1), Person("Flo", 2), Person("Gé", 3)], "none": None,
    "text": "a < b & 'c'", "safe": mark_safe("<em>"), "lazy": gettext_lazy("Clients"), "n": 7, "big": 1234567,
    "half": Decimal("2.50"), "share": 0.5, "yes": True, "day": date(2026, 2, 1), "empty": [],
    "at": datetime(2026, 2, 1, 23, 30, tzinfo=UTC), "d": {"k": "v", "items": "shadow", "0": "zero"},
    "pairs": [("a", 1), ("b", 2)], "rows": [["x", "y"], []], "q": QueryDict("a=1&a=2"), "html": "x<y",
    "filled": defaultdict(list, a=[1]), "call": lambda: "called", "Type": Person, "e": {"k": "v"},
    "which": "bare.html", "brand": "ui/brand.html", "lister": [1],
}  # fmt: skip
TEMPLATES = r"""
plain text
{{ text }}{{ safe }}{{ lazy }}{{ n }}{{ big }}{{ half }}{{ share }}{{ yes }}{{ none }}{{ day }}{{ at }}
{{ p.name }}{{ p.age }}{{ p.born }}{{ p.initial }}{{ p.greeting }}{{ p.pets }}{{ p.pets.1 }}{{ p.delete }}
{{ missing }}{{ p.missing }}{{ p.missing.more }}{{ d.k }}{{ d.items }}{{ d.0 }}{{ d.missing }}{{ none.x }}
{{ q.a }}{{ filled.a }}{{ filled.b }}{{ rows.0.1 }}{{ text.upper }}{{ call }}{{ Type.name }}
{{ 5 }}{{ 'li<t' }}{{ 2.5 }}{{ _('Clients') }}{{ forloop.counter }}{{ True }}
{{ text|upper }}{{ safe|upper }}{{ missing|default:'<n>' }}{{ none|default_if_none:text }}{{ n|add:n }}
{{ day|date:'j F Y' }}{{ at|date:'H:i' }}{{ people|length }}{{ text|truncatechars:3 }}{{ text|safe }}
{{ yes|yesno:'a,b' }}{{ html|linebreaks }}{{ text|default:none }}{{ people|slice:':1'|length }}
{% autoescape off %}{{ text }}{{ safe }}{{ n }}{{ html|linebreaks }}{% endautoescape %}{{ text|escape }}
{% if yes %}a{% endif %}{% if missing %}b{% elif n == 7 %}c{% else %}d{% endif %}
{% if none %}e{% else %}f{% endif %}{% if not missing and yes or none %}a{% endif %}
{% if n > 3 and n < 9 and n >= 7 and n <= 7 %}b{% endif %}{% if none < n %}c{% endif %}
{% if n in empty %}a{% endif %}{% if n not in none %}b{% endif %}{% if n in pairs %}c{% endif %}
{% if p.name != text %}a{% endif %}{% if none is None %}b{% endif %}{% if yes is not none %}c{% endif %}
{% if text|length > 3 %}a{% endif %}{% if missing|default:absent %}b{% endif %}{% if not p.missing %}c{% endif %}
{% for p in people %}{{ p.name }}{{ forloop.counter }}{{ forloop.first }}{{ forloop.revcounter0 }}{% endfor %}
{% for a, b in pairs %}{{ a }}{{ b }}{% if not forloop.last %}, {% endif %}{% endfor %}
{% for r in rows %}{% for x in r %}{{ x }}{{ forloop.parentloop.counter }}{% empty %}no{% endfor %}{% endfor %}
{% for p in people reversed %}{{ p.age }}{% endfor %}{% for x in missing %}x{% empty %}nobody{% endfor %}
{% for k, v in e.items %}{{ k }}{{ v }}{% endfor %}{% for x in html %}[{{ x }}]{% endfor %}{{ p }}
{% for p in people %}{% cycle 'odd' 'even' %}{% ifchanged p.age %}!{% endifchanged %}{% endfor %}
{% firstof none text %}{% for x in none %}{% endfor %}
{% with x=p.name y=n %}{{ x }}{% for p in people %}{{ x }}{{ y }}{% endfor %}{% endwith %}{{ x }}
{% translate 'Clients' %}{% translate 'Search' context 'label' %}{% translate '100% <b>' %}{% translate lazy %}
{% translate 'Clients' as word %}{{ word }}{% translate text %}{% translate 'Clients' noop %}
{% blocktranslate %}Clients{% endblocktranslate %}
{% blocktranslate with x=text %}Hi {{ x }} 5%{% endblocktranslate %}
{% blocktranslate count n=people|length %}{{ n }} client{% plural %}{{ n }} clients{% endblocktranslate %}
{% blocktranslate count n=n with x=p.name %}{{ n }} by {{ x }}{% plural %}{{ n }} {{ x }}{% endblocktranslate %}
{% blocktranslate with x=missing %}{{ x }}{{ missing }}{% endblocktranslate %}
{% blocktranslate trimmed context 'label' %} Search {% endblocktranslate %}
{% blocktranslate asvar x %}Clients{% endblocktranslate %}{{ x }}
{% get_current_language as language %}{{ language }}{% csrf_token %}
{% url 'ui:look' %}{% url 'ui:look' as look %}{{ look }}{% url 'nowhere' as gone %}[{{ gone }}]
{% language 'en' %}{% translate 'Clients' %}{{ lazy }}{% endlanguage %}{% translate 'Clients' %}
{% load ui %}{% icon 'sun' %}{% tone_icon 'soon' as shape %}{{ shape }}{% button_class 'primary' '' text %}
{% include 'ui/brand.html' %}{% include 'ui/brand.html' with organisation=none only %}{% querystring a=n %}
{# a remark #}{% comment %}{{ text }}{% endcomment %}{% verbatim %}{{ text }}{% endverbatim %}
{% spaceless %} <p> {{ text }} </p> {% endspaceless %}
{% partialdef a inline %}{{ text }}{% endpartialdef %}{% partial a %}
{% with x=p.name|upper y=missing %}[{{ x }}{{ y }}{% if not y %}-{% endif %}]{% endwith %}[{{ x }}{{ y }}]
{% for t in people %}{% include 'ui/brand.html' with organisation=t y=missing %}{% endfor %}{% include brand %}
{% if missing.more or d.missing or none.x %}a{% else %}b{% endif %}{{ missing|default:'c' }}{{ d.z|default:n }}
{{ lister.append }}{{ at.isoformat }}{{ at.replace }}{{ d.copy }}{{ q.urlencode }}{{ q.missing|default:'d' }}
<c-button>plain</c-button><c-button href="/{{ text }}" icon="sun" data-x="{{ n }}" hidden>{{ text }}</c-button>
<c-button class="mine" :data-n="n" :data-g="missing.more" data-d=text >{% translate 'Clients' %}</c-button>
<c-button :attrs="e" data-k2="'" title='a "b"'>{{ attrs }}{{ slot }}{{ k }}</c-button>{{ slot }}{{ variant }}
<c-page-head title="{{ text }}" lead="{{ p.name }}"><c-slot name="actions">{{ n }}</c-slot></c-page-head>
{% for t in people %}<c-badge tone="soon">{{ t.name }}</c-badge>{% endfor %}<c-icon name="sun">{{ none }}</c-icon>
<c-table id="t" :quiet_caption="yes">r</c-table><c-component is="badge" tone="risk">x</c-component>
<c-badge only>{{ text }}</c-badge><c-stat number="{{ big }}" label='{{ "a"|upper }}' :unit="none" />
{% extends 'bare.html' %}{% block page %}<b>{{ text }}{{ block.super }}</b>{% endblock %}
{% extends which %}{% block page %}{{ text }}{% endblock %}
""".strip().splitlines()


TOKEN = r"[A-Za-z0-9]{64}"
"""Masked anew for each page."""


def printed(template: Template, **more: Any) -> str:
    page = template.render(RequestContext(a_request("/?page=2"), GIVEN | more))
    return re.sub(TOKEN, "token", page)


def both(text: str) -> tuple[Template, Template]:
    """The template as Django prints it, and as it is set."""
    engine = engines["django"].engine
    plain, made = (engine.from_string(CottonCompiler().process(text)) for _ in range(2))
    typeset(made.nodelist)
    return plain, made


@pytest.mark.parametrize("text", TEMPLATES)
def test_a_set_template_prints_what_django_prints(text: str) -> None:
    plain, made = both(text)
    for language in ("nl", "en", None, "nl"):
        with translation.override(language):
            assert printed(made) == printed(plain), language


def test_a_template_speaks_each_language_in_turn() -> None:
    _, made = both("{% translate 'Clients' %}")
    said = []
    for language in ("nl", "en", "nl"):
        with translation.override(language):
            said.append(printed(made))
    assert said == ["Cliënten", "Clients", "Cliënten"]


@pytest.mark.parametrize(
    "text",
    ["{{ p.broken }}", "{{ n|default:absent|add:missing }}", "{% for a in n %}{% endfor %}",
     "{% url 'nowhere' %}", "{% if p.broken %}{% endif %}", "{% for a, b in rows %}{% endfor %}"],
)  # fmt: skip
def test_what_is_a_fault_to_django_is_one_here(text: str) -> None:
    plain, made = both(text)
    with pytest.raises(Exception) as expected:  # noqa: PT011 - whichever it is
        printed(plain)
    with pytest.raises(expected.type):
        printed(made)


ANYTHING = st.one_of(
    st.text(max_size=8), st.integers(), st.floats(allow_nan=False), st.dates(), st.none(), st.booleans(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2), st.text(max_size=4).map(SafeString),
    st.lists(st.integers(), max_size=3),
    st.dictionaries(st.sampled_from(["x", "0", "keys"]), st.text(max_size=3), max_size=2),
)  # fmt: skip
OF_ANYTHING = (
    "{{ v }}|{{ v.x }}|{{ v.0 }}|{{ v.keys }}|{% if v %}+{% endif %}{% if v > 0 or v.x %}>{% endif %}"
    "{% for i in w %}{{ i }}{% endfor %}"
)


@settings(max_examples=80, deadline=None)
@given(value=ANYTHING, items=st.lists(ANYTHING, max_size=3))
def test_whatever_the_value_it_prints_the_same(value: Any, items: list[Any]) -> None:
    plain, made = of_anything()
    with translation.override("nl"):
        assert printed(made, v=value, w=items) == printed(plain, v=value, w=items)


@cache
def of_anything() -> tuple[Template, Template]:
    return both(OF_ANYTHING)


def test_pages_come_set_from_the_loader_with_all_within_them() -> None:
    template = engines["django"].get_template("base.html").template
    assert isinstance(template.nodelist, SetNodes)
    assert all(isinstance(block.nodelist, SetNodes) for block in template.nodelist[0].blocks.values())


def test_a_context_without_a_request_prints_too() -> None:
    _, made = both("{{ text }}{% csrf_token %}")
    assert made.render(Context({"text": "<"})) == "&lt;"
