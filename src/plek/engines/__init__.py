"""Pure calculation: no Django, no clock, no database; plain values in, plain values out."""
