"""How close a team works to the model: the live indication from daily records, and the records behind it."""
