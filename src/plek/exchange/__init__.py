"""Files in and out: the team workbook."""
