"""An entrance self-check kiosk for public service centres."""

__version__ = "0.1.0"
__released__ = "2026-11-24"
"""No clock can be right that says an earlier day."""
