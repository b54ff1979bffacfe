"""The step that prints a component: its attributes, what stands in it, and the template that is made of them.

django-cotton works out the variables and each attribute of a component anew each time it prints one. Here that is
prepared once, and a value that can be looked up in one way takes the short way.
"""

from collections.abc import Callable
from typing import Any

from django.template import Context
from django.utils.safestring import SafeString
from django_cotton.templatetags import Attrs, UnprocessableDynamicAttr
from django_cotton.templatetags._component import AttrKind, PreparedAttr, PreparedValue
from django_cotton.templatetags._vars import CottonVarsNode, PreparedVar
from django_cotton.utils import get_cotton_data

from plek.shared.ui.typeset.pieces import apart
from plek.shared.ui.typeset.steps import Step, set_nodes
from plek.shared.ui.typeset.values import MISSING, UNUSUAL, Value, looked_up

Put = Callable[[Context, Attrs], None]
_KINDS_WITH_VALUES = (AttrKind.DYNAMIC, AttrKind.UNQUOTED)
_NAMED = {"": True, "True": True, "False": False, "None": None}
_NOT_PRINTED = "is"


def component(node: Any) -> Step | None:
    """A component by its own name that sees what stands around it."""
    if node.component_name == "component" or node.only:
        return None
    puts, slot = [_put(attribute) for attribute in node._prepared_attrs], set_nodes(node.nodelist)
    found: list[Any] = []

    def printed(context: Context) -> str:
        if not found:
            template = node._get_cached_template(context, {})
            found.extend((template, _declared(template)))
        template, declared = found
        if declared is None:
            return str(node.render(context))
        shared, attributes, slots = get_cotton_data(context), Attrs({}), dict[str, Any]()
        shared["stack"].append({"key": node.component_name, "attrs": attributes, "slots": slots})
        for put in puts:
            put(context, attributes)
        content = SafeString(slot(context))
        attributes._exclude_from_str.update(_NOT_PRINTED, declared)
        values = declared | slots | attributes.make_attrs_accessible()
        said = apart(context, template, values | {"attrs": attributes, "slot": content, "cotton_data": shared})
        shared["stack"].pop()
        return said

    return printed


def _declared(template: Any) -> dict[str, Any] | None:
    """The variables of a component with their defaults; None when these are not always the same."""
    declared: dict[str, Any] = {}
    for node in template.nodelist:
        if isinstance(node, CottonVarsNode):
            if node.empty_vars or not all(map(_is_constant, node._prepared_vars)):
                return None
            declared |= {var.accessible_key: _constant(var) for var in node._prepared_vars}
    return declared


def _is_constant(var: PreparedVar) -> bool:
    """Always the same, by a name that is written in one way."""
    if var.exclude_key != var.accessible_key:
        return False
    return var.kind == AttrKind.STATIC or (var.kind in _KINDS_WITH_VALUES and _names_itself(var.compiled))


def _names_itself(value: PreparedValue) -> bool:
    variable: Any = value._variable
    return value.raw in _NAMED or (variable is not None and variable.lookups is None and not variable.translate)


def _constant(var: PreparedVar) -> Any:
    if var.kind == AttrKind.STATIC:
        return var.value
    return _NAMED[var.value] if var.value in _NAMED else var.compiled._variable.literal  # noqa: SIM401


def _put(attribute: PreparedAttr) -> Put:
    """What puts the value of an attribute among the others."""
    key, kind, value, compiled = attribute
    if kind in _KINDS_WITH_VALUES:
        return _put_value(attribute, _value(compiled))
    if compiled is None:
        return lambda _context, attributes: attributes.__setitem__(key, value)
    print_ = set_nodes(compiled.nodelist)

    def put(context: Context, attributes: Attrs) -> None:
        with context.render_context.push_state(compiled):
            attributes[key] = SafeString(print_(context))

    return put


def _put_value(attribute: PreparedAttr, value: Value) -> Put:
    key, is_dynamic = attribute.key, attribute.kind == AttrKind.DYNAMIC

    def put(context: Context, attributes: Attrs) -> None:
        try:
            found = value(context)
        except UnprocessableDynamicAttr:
            if is_dynamic:
                attributes.unprocessable(key)
                return
            found = attribute.value
        if is_dynamic and key == "attrs":
            attributes.dict.update(found)
        else:
            attributes[key] = found

    return put


def _value(prepared: PreparedValue) -> Value:
    """Finds what an attribute names; anything but a plain value is left to django-cotton."""
    variable: Any = prepared._variable
    if variable is None or variable.lookups is None or variable.translate:
        return prepared.resolve
    find = looked_up(*variable.lookups)

    def value(context: Context) -> Any:
        found = find(context)
        if found is UNUSUAL or found is MISSING or found.__class__ is Attrs:
            return prepared.resolve(context)
        return found

    return value
