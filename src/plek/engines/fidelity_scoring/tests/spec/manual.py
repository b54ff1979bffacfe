"""The page of the manual that says how each item is scored, made from the scale and the spec tables."""

from collections.abc import Mapping

from plek.engines.fidelity_scoring.scale import Item, Scale
from plek.engines.fidelity_scoring.tests.spec.tables import table
from plek.engines.fidelity_scoring.texts import Language, Text

WORDS: dict[Language, tuple[str, str, str]] = {
    "en": ("Counted", "Choices", "Examples"),
    "nl": ("Geteld", "Keuzes", "Voorbeelden"),
}


def manual_page(scale: Scale, language: Language) -> str:
    """Markdown: the scale, its choices, and every item by section."""
    parts = [f"# {scale.name.in_language(language)}", f"{scale.version}. {scale.source.in_language(language)}."]
    parts += [f"- {choice.in_language(language)}" for choice in scale.choices]
    for section in scale.sections:
        parts.append(f"## {section.name.in_language(language)}")
        parts += [_item(item, scale, language) for item in scale.items if item.section == section.code]
    return "\n\n".join(parts) + "\n"


def _item(item: Item, scale: Scale, language: Language) -> str:
    counted, choices, examples = WORDS[language]
    return "\n".join([
        f"### {item.code} {item.name.in_language(language)}\n",
        item.about.in_language(language),
        item.because.in_language(language),
        *_anchors(item, scale.confidences, language),
        f"\n{counted}:\n",
        *[f"- {one.text.in_language(language)}" for one in item.inputs.values()],
        f"\n{choices}:\n",
        *[f"- {choice.in_language(language)}" for choice in item.choices],
        *_examples(item, examples),
    ])  # fmt: skip


def _anchors(item: Item, sure: Mapping[str, Text], language: Language) -> list[str]:
    rows = [
        f"| {a.score} | {a.text.in_language(language)} | {sure[a.confidence].in_language(language)} |"
        for a in item.anchors.values()
    ]
    return ["\n| | | |", "|---|---|---|", *rows]


def _examples(item: Item, title: str) -> list[str]:
    rows = table("ladders").get(item.code)
    if rows is None:
        return []
    every = {**rows["anchors"], **rows.get("nearest", {})}
    return [f"\n{title}: " + ", ".join(f"{value:g}: {score}" for value, score in sorted(every.items()))]
