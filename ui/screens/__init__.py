"""Screens arrange panels and hand them what to show."""
