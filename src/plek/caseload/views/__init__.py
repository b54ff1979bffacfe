"""The doors of the caseload, one file per noun."""
