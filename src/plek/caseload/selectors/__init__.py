"""Every read of the caseload, one file per noun."""
