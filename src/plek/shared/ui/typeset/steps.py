"""The steps that print a node: a piece of text, or what makes one from the context."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape
from typing import Any

from django.template import Context
from django.template.base import Node, TextNode, VariableNode
from django.template.defaulttags import CsrfTokenNode, ForNode, IfNode, URLNode
from django.template.library import SimpleNode
from django.templatetags.i18n import BlockTranslateNode, GetCurrentLanguageNode, TranslateNode
from django.urls import NoReverseMatch
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext, pgettext

from plek.shared.links import address_of
from plek.shared.ui.typeset.values import condition_of, shown, value_of

Step = Callable[[Context], str]
NUMBERS = 128
"""So many counts of one message are kept."""


def set_nodes(nodes: Iterable[Node]) -> Step:
    """All nodes as one step: the texts between them stand ready, and only what changes is filled in."""
    parts = _joined(_step_of(node) for node in nodes)
    texts = [part if isinstance(part, str) else "" for part in parts]
    steps = [(place, part) for place, part in enumerate(parts) if not isinstance(part, str)]

    def whole(context: Context) -> str:
        filled = texts.copy()
        for place, step in steps:
            filled[place] = step(context)
        return "".join(filled)

    if not steps:
        text = "".join(texts)
        return lambda _context: text
    return whole if len(parts) > 1 else steps[0][1]


def _step_of(node: Node) -> str | Step:
    """The short way of a node of a common kind, and Django's own of the others."""
    setting = STEPS.get(type(node))
    step = setting(node) if setting else None
    django: Any = node.render_annotated
    return django if step is None else step


def _joined(parts: Iterable[str | Step]) -> list[str | Step]:
    """The same with neighbouring texts as one."""
    found: list[str | Step] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part)
    return found


def _text(node: TextNode) -> str:
    return str(node.s)


def _variable(node: Any) -> Step:
    value = value_of(node.filter_expression)
    return lambda context: shown(value(context), context)


def _if(node: Any) -> Step:
    clauses = [
        (condition_of(condition) if condition else None, set_nodes(nodes))
        for condition, nodes in node.conditions_nodelists
    ]

    def choose(context: Context) -> str:
        for holds, print_ in clauses:
            if holds is None or holds(context):
                return print_(context)
        return ""

    return choose


def _for(node: Any) -> Step:
    sequence, each = value_of(node.sequence, or_none=True), _each(node.loopvars, set_nodes(node.nodelist_loop))
    otherwise = set_nodes(node.nodelist_empty)

    def repeat(context: Context) -> str:
        around = context.get("forloop", {})
        with context.push():
            found = sequence(context)
            items = [] if found is None else list(found)
            if not items:
                return otherwise(context)
            context["forloop"] = loop = {"parentloop": around}
            last, printed = len(items) - 1, []
            for place, item in enumerate(reversed(items) if node.is_reversed else items):
                loop["counter0"], loop["counter"] = place, place + 1
                loop["revcounter0"], loop["revcounter"] = last - place, last - place + 1
                loop["first"], loop["last"] = place == 0, place == last
                printed.append(each(context, item))
            return "".join(printed)

    return repeat


def _each(names: list[str], print_: Step) -> Callable[[Context, Any], str]:
    """Prints the body of a loop for one item, which has one name or is taken apart."""

    def whole(context: Context, item: Any) -> str:
        context[names[0]] = item
        return print_(context)

    def in_parts(context: Context, item: Any) -> str:
        with context.update(dict(zip(names, item, strict=True))):
            return print_(context)

    return whole if len(names) == 1 else in_parts


def _tag(node: Any) -> Step:
    call, target = node.func, node.target_var
    values, named = [value_of(v) for v in node.args], [(name, value_of(v)) for name, v in node.kwargs.items()]

    def tag(context: Context) -> str:
        given = [value(context) for value in values]
        if node.takes_context:
            given.insert(0, context)
        found = call(*given, **{name: value(context) for name, value in named})
        if target is not None:
            context[target] = found
            return ""
        if found.__class__ is SafeString or not context.autoescape:
            return found
        return conditional_escape(found)

    return tag


def _translate(node: Any) -> str | Step | None:
    message, about, target = node.filter_expression.var.literal, node.message_context, node.asvar
    if node.noop or node.filter_expression.filters or not isinstance(message, str) or (about and about.is_var):
        return None
    asked = str(message).replace("%", "%%")
    text = pgettext(str(about.var), asked) if about else gettext(asked)
    said = SafeString(text.replace("%%", "%"))
    return _keeping(target, said) if target else said


def _language(node: GetCurrentLanguageNode) -> Step:
    return _keeping(node.variable, get_language())


def _keeping(name: str, value: Any) -> Step:
    def keep(context: Context) -> str:
        context[name] = value
        return ""

    return keep


def _block_translate(node: Any) -> Step | None:
    if node.message_context or node.asvar:
        return None
    singular, names = node.render_token_list(node.singular)
    plural, plural_names = node.render_token_list(node.plural or [])
    extra = [(name, value_of(value)) for name, value in node.extra_context.items()]
    text, asked = gettext(singular), {*names, *plural_names}
    count = value_of(node.counter) if node.plural and node.counter else None

    @lru_cache(NUMBERS)
    def text_of(number: int) -> str:
        return ngettext(singular, plural, number)

    def translated(context: Context) -> str:
        with context.update({name: value(context) for name, value in extra}):
            if count:
                context[node.countervar] = count(context)
            try:
                said = text_of(context[node.countervar]) if count else text
                return said % {name: shown(context.get(name, ""), context) for name in asked}
            except (KeyError, ValueError, TypeError):
                pass
        return node.render(context)

    return translated


def _csrf(node: CsrfTokenNode) -> Step:
    def field(context: Context) -> str:
        token = str(context.get("csrf_token") or "")
        if not token.isalnum() or token == "NOTPROVIDED":  # noqa: S105 - Django's word for none
            return node.render(context)
        return f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'

    return field


def _url(node: Any) -> Step | None:
    """The address of a page that needs nothing filled in."""
    name, target = node.view_name, node.asvar
    if node.args or node.kwargs or name.is_var or name.filters:
        return None

    def address(context: Context) -> str:
        try:
            found = address_of(str(name.var))
        except NoReverseMatch:
            return node.render(context)
        if not target:
            return escape(found)
        context[target] = found
        return ""

    return address


STEPS: dict[type[Node], Callable[[Any], str | Step | None]] = {
    TextNode: _text, VariableNode: _variable, IfNode: _if, ForNode: _for, SimpleNode: _tag, CsrfTokenNode: _csrf,
    TranslateNode: _translate, BlockTranslateNode: _block_translate, GetCurrentLanguageNode: _language,
    URLNode: _url,
}  # fmt: skip
