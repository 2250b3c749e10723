"""Family Safeguarding workbook: the core, which runs without a window."""
