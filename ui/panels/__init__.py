"""Panels know one service each."""
