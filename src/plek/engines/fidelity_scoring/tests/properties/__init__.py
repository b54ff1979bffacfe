"""What must hold for any counts, and slow versions that must agree."""
