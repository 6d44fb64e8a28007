"""Visits by those who neither see nor touch the screen: over the bus that screen readers use."""
