"""The steps that print one template within another: what is included, and what is extended.

Django looks the other template up each time it prints and asks it for its blocks again. Here that is found when it
is first printed, and kept.
"""

from typing import Any

from django.template import Context
from django.template.base import TextNode
from django.template.defaulttags import WithNode
from django.template.loader_tags import (
    BLOCK_CONTEXT_KEY,
    BlockContext,
    BlockNode,
    ExtendsNode,
    construct_relative_path,
)

from plek.shared.ui.typeset.steps import Step, set_nodes
from plek.shared.ui.typeset.values import Value, value_of


def layered(context: Context, values: dict[str, Any], print_: Step) -> str:
    """Print with these values on top of the others."""
    context.dicts.append(values)
    try:
        return print_(context)
    finally:
        context.dicts.pop()


def apart(context: Context, template: Any, values: dict[str, Any]) -> str:
    """Print another template, which keeps its own account of where its cycles are."""
    with context.render_context.push_state(template):
        return layered(context, values, template._render)


def with_(node: WithNode) -> Step:
    values, print_ = _values(node.extra_context), set_nodes(node.nodelist)
    return lambda context: layered(context, {name: value(context) for name, value in values}, print_)


def _values(given: dict[str, Any]) -> list[tuple[str, Value]]:
    return [(name, value_of(value)) for name, value in given.items()]


def include(node: Any) -> Step | None:
    """A template that is named in the template itself and sees what stands around it."""
    asked, values, found = node.template, _values(node.extra_context), list[Any]()
    if asked.is_var or asked.filters or node.isolated_context:
        return None

    def included(context: Context) -> str:
        if not found:
            name = construct_relative_path(node.origin.template_name, asked.var)
            found.append(context.template.engine.select_template([name]))  # type: ignore[union-attr]
        return apart(context, found[0], {name: value(context) for name, value in values})

    return included


def extends(node: Any) -> Step | None:
    """A template that is named in the template itself, and its blocks, which stay the same."""
    asked, found = node.parent_name, list[Any]()
    if asked.is_var or asked.filters:
        return None

    def extended(context: Context) -> str:
        if not found:
            parent = node.get_parent(context)
            found.append((parent, _blocks_of_a_root(parent)))
        parent, blocks = found[0]
        around: Any = context.render_context.setdefault(BLOCK_CONTEXT_KEY, BlockContext())  # type: ignore[arg-type]
        around.add_blocks(node.blocks)
        around.add_blocks(blocks)
        with context.render_context.push_state(parent, isolated_context=False):
            said: str = parent._render(context)
            return said

    return extended


def _blocks_of_a_root(template: Any) -> dict[str, Any]:
    """The blocks of a template that extends no other."""
    first = next((node for node in template.nodelist if not isinstance(node, TextNode)), None)
    if first is None or isinstance(first, ExtendsNode):
        return {}
    return {block.name: block for block in template.nodelist.get_nodes_by_type(BlockNode)}
