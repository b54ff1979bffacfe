"""Every read of fidelity: what one team recorded, asked once, and what is counted of it."""
