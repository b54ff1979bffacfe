"""Templates that are set once and printed often.

Django walks a template node by node each time it prints it, and looks at each value in every way it may have to be
looked at. Here each list of nodes becomes, once for each language, the few steps that print it: words stand ready
in that language, the common tags and values take the short way, and what is out of the ordinary is left to Django.
Templates stay as they are, and what they print is the same to the letter (ADR 0013).
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.template import Context
from django.template.base import Node, NodeList, Template
from django.template.defaulttags import IfNode, WithNode
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.loaders import cached
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_cotton.templatetags._component import CottonComponentNode

from plek.shared.ui.typeset import components, pieces
from plek.shared.ui.typeset.steps import STEPS, Step, set_nodes

STEPS.update({
    WithNode: pieces.with_, IncludeNode: pieces.include, ExtendsNode: pieces.extends,
    CottonComponentNode: components.component,
})  # fmt: skip


class SetNodes(NodeList):
    """Nodes that print themselves in as few steps as they need."""

    @cached_property
    def _by_language(self) -> dict[str | None, Step]:
        return {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        step = self._by_language.get(language)
        if step is None:
            step = self._by_language[language] = set_nodes(self)
        return SafeString(step(context))


def typeset(nodes: NodeList) -> None:
    """Turn these nodes, and all within them, into nodes that are set."""
    nodes.__class__ = SetNodes
    for node in nodes:
        for within in _within(node):
            typeset(within)


def _within(node: Node) -> Iterator[NodeList]:
    if isinstance(node, IfNode):
        yield from (nodes for _, nodes in node.conditions_nodelists)
    else:
        found = (getattr(node, name, None) for name in node.child_nodelists or ("nodelist",))
        yield from (nodes for nodes in found if isinstance(nodes, NodeList))


class Loader(cached.Loader):
    """Keeps templates, as Django's own loader does, and sets each when it is first asked for."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        template = super().get_template(template_name, skip)
        if not isinstance(template.nodelist, SetNodes):
            typeset(template.nodelist)
        return template
