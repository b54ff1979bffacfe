"""Links within the organisation in use, and pieces that a page prints more than once."""

from typing import Any

from django import template

from plek.shared.links import to as link_to

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: template.Context, name: str, **kwargs: Any) -> str:
    """The address of a page of the organisation in use: ``{% to "caseload:client" number=c.number %}``."""
    return link_to(context["request"], name, **kwargs)


@register.simple_block_tag
def once(content: str) -> str:
    """Make a piece that a list repeats: ``{% once as options %}...{% endonce %}``, then ``{{ options }}``."""
    return content
