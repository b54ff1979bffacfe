"""What stands between braces and in conditions: found and printed the short way where that is the same."""

import operator
from collections.abc import Callable
from html import escape
from types import MethodType
from typing import Any

from django.template import Context, VariableDoesNotExist
from django.template.base import Variable, render_value_in_context
from django.template.defaulttags import TemplateLiteral
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]

Value = Callable[[Context], Any]
Filter = Callable[[Any, Context], Any]

UNUSUAL: Any = object()
"""Django must look: it asks to be called, or cannot be looked at in the usual way."""
MISSING: Any = object()
"""Nothing has this name, in whatever way Django would look for it."""
_HAS_KEYS: dict[type, bool] = {}
"""Whether values of a type can be asked for a key, which Django does before it asks for an attribute."""
_LEFT_ALONE = "do_not_call_in_templates"
_UNGROUPED = range(-999, 1000)
"""Numbers that are written the same in every language."""


def shown(value: Any, context: Context) -> str:
    """A value as it is printed: escaped, and in the language of the reader."""
    kind = value.__class__
    if kind is str:
        return escape(value) if context.autoescape else value
    if kind is SafeString:
        return value
    if kind is int and value in _UNGROUPED:
        return str(value)
    return render_value_in_context(value, context)


def value_of(expression: Any, *, or_none: bool = False) -> Value:
    """What finds the value of ``{{ this|expression }}``; ``or_none`` when there is none, as a condition asks."""
    resolve, find = expression.resolve, _start(expression)
    filters = [_filter(function, arguments) for function, arguments in expression.filters]

    def value(context: Context) -> Any:
        found = find(context)
        if found is MISSING:
            found = _instead(context, or_none)
        if found is UNUSUAL:
            return resolve(context, or_none)
        for passed in filters:
            found = passed(found, context)
        return found

    return value


def _instead(context: Context, or_none: bool) -> Any:
    """What stands in the place of a value that is missing."""
    if or_none:
        return None
    template = context.template
    return "" if template is not None and template.engine.string_if_invalid == "" else UNUSUAL


def _start(expression: Any) -> Value:
    if not expression.is_var:
        return _constant(expression.var)
    variable: Variable = expression.var
    if variable.translate:
        return _constant(UNUSUAL)
    return looked_up(*variable.lookups) if variable.lookups else _constant(variable.literal)


def _constant(value: Any) -> Value:
    return lambda _context: value


def looked_up(name: str, *parts: str) -> Value:
    """Finds a value and steps into it, as long as each step can be taken in the usual way."""
    steps = [(part, _may_be_otherwise(part)) for part in parts]

    def find(context: Context) -> Any:
        for layer in reversed(context.dicts):
            if name in layer:
                found = layer[name]
                break
        else:
            return MISSING
        if callable(found):
            found = _called(found)
        for part, otherwise in steps:
            found = otherwise if found.__class__ is dict and part not in found else _within(found, part)
            if callable(found):
                found = _called(found)
            if found is UNUSUAL or found is MISSING:
                break
        return found

    return find


def _may_be_otherwise(part: str) -> Any:
    """What a dict without this key has: an attribute or a number of this name, or nothing."""
    return UNUSUAL if hasattr(dict, part) or part.isdecimal() else MISSING


def _within(found: Any, part: str) -> Any:
    """What stands in a value under this name: as a key when it has keys, else as an attribute."""
    kind = found.__class__
    if kind not in _HAS_KEYS:
        _HAS_KEYS[kind] = hasattr(kind, "__getitem__")
    try:
        return found[part] if _HAS_KEYS[kind] else getattr(found, part)
    except Exception:
        return UNUSUAL


def _called(found: Any) -> Any:
    """The answer of a method that may be asked from a template."""
    if found.__class__ is not MethodType or hasattr(found, "alters_data") or hasattr(found, _LEFT_ALONE):
        return UNUSUAL
    try:
        return found()
    except Exception:
        return UNUSUAL


def _filter(function: Callable[..., Any], arguments: list[tuple[bool, Any]]) -> Filter:
    given = [_argument(value, looked_up=looked_up) for looked_up, value in arguments]
    is_local, is_safe = getattr(function, "expects_localtime", False), getattr(function, "is_safe", False)
    needs_autoescape = getattr(function, "needs_autoescape", False)

    def passed(value: Any, context: Context) -> Any:
        values = [argument(context) for argument in given]
        if is_local:
            value = template_localtime(value, context.use_tz)
        more = {"autoescape": context.autoescape} if needs_autoescape else {}
        found = function(value, *values, **more)
        return mark_safe(found) if is_safe and isinstance(value, SafeData) else found  # noqa: S308 - Django's rule

    return passed


def _argument(value: Any, *, looked_up: bool) -> Value:
    """What a template says itself needs no escaping."""
    return value.resolve if looked_up else _constant(mark_safe(value))  # noqa: S308


_COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le,
    "is": operator.is_, "is not": operator.is_not, "in": lambda a, b: a in b, "not in": lambda a, b: a not in b,
}  # fmt: skip


def condition_of(token: Any) -> Value:
    """What tells whether the condition of an ``{% if %}`` holds."""
    if not isinstance(token, TemplateLiteral):
        return _operation(token)
    expression: Any = token.value
    value = value_of(expression, or_none=True)
    if not expression.filters:
        return value

    def holds(context: Context) -> Any:
        try:
            return value(context)
        except VariableDoesNotExist:
            return None

    return holds


def _operation(token: Any) -> Value:
    """As in Django a fault inside an operation makes it false."""
    first = _operand(token.first)
    second = _operand(token.second) if token.second else _constant(None)
    compare = _COMPARED.get(token.id)
    tests: dict[str, Value] = {
        "not": lambda context: not first(context),
        "and": lambda context: first(context) and second(context),
        "or": lambda context: first(context) or second(context),
    }
    test = tests[token.id] if compare is None else lambda context: compare(first(context), second(context))

    def holds(context: Context) -> Any:
        try:
            return test(context)
        except Exception:
            return False

    return holds


def _operand(token: Any) -> Value:
    return value_of(token.value, or_none=True) if isinstance(token, TemplateLiteral) else _operation(token)
