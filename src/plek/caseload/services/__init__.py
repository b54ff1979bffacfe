"""Every write of the caseload, one file per noun."""
