"""To-dos: whom to tell what, when and how, when work begins, changes or ends."""

from plek.engines.benefit_rules.duties.finding import Duty, Happening, duties, duties_as_json
from plek.engines.benefit_rules.duties.reading import EVENTS, WHOM

__all__ = ["EVENTS", "WHOM", "Duty", "Happening", "duties", "duties_as_json"]
