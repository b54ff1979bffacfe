"""What a person keeps of a benefit beside work, by the laws of the day, with the reason of each amount."""

from plek.engines.benefit_rules.arrangements import Arrangement, arrangements
from plek.engines.benefit_rules.book import OWN, Book
from plek.engines.benefit_rules.book_reading import book
from plek.engines.benefit_rules.columns import Columns
from plek.engines.benefit_rules.hours import Grid, grid, grid_as_json
from plek.engines.benefit_rules.located import UnreadableFile
from plek.engines.benefit_rules.own_values import (
    Proposed,
    own_value,
    read_own_value,
    with_own_values,
)
from plek.engines.benefit_rules.payers import Withheld, withheld
from plek.engines.benefit_rules.printing import as_json, explained
from plek.engines.benefit_rules.registry import RULES
from plek.engines.benefit_rules.results import Result, amounts, amounts_in_parts, calculate
from plek.engines.benefit_rules.rule_set import RuleSet, rule_set
from plek.engines.benefit_rules.situation import Refusal, Situation
from plek.engines.benefit_rules.situation_reading import read_situation, read_situations
from plek.engines.benefit_rules.titles import CONFIDENCE, SURE, TITLES

__all__ = [
    "CONFIDENCE",
    "OWN",
    "RULES",
    "SURE",
    "TITLES",
    "Arrangement",
    "Book",
    "Columns",
    "Grid",
    "Proposed",
    "Refusal",
    "Result",
    "RuleSet",
    "Situation",
    "UnreadableFile",
    "Withheld",
    "amounts",
    "amounts_in_parts",
    "arrangements",
    "as_json",
    "book",
    "calculate",
    "explained",
    "grid",
    "grid_as_json",
    "own_value",
    "read_own_value",
    "read_situation",
    "read_situations",
    "rule_set",
    "with_own_values",
    "withheld",
]
