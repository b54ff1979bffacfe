"""Pure calculation: plain values in, plain values out; no Django, no clock, no reading but of their own data."""
