"""Every write of the workbook: taking one in, handing one out, and the runs that the browser follows."""
