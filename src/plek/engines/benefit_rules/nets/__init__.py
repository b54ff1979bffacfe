"""Safety nets: which right comes back if work does not work out, until when, and what to do first."""

from plek.engines.benefit_rules.nets.finding import LifeDates, SafetyNet, nets_as_json, safety_nets
from plek.engines.benefit_rules.nets.reading import WHEN, Net, nets

__all__ = ["WHEN", "LifeDates", "Net", "SafetyNet", "nets", "nets_as_json", "safety_nets"]
