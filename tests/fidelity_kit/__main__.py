"""``python -m tests.fidelity_kit`` writes the kit anew."""

from tests.fidelity_kit.making import write_kit

write_kit()
