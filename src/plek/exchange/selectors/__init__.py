"""Every read of the workbook: rows of each sheet from the database, and the runs of an import."""
