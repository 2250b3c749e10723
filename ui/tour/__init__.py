"""The tour: the demonstration played through the real widgets."""
