"""An entrance self-check kiosk for public service centres."""

__version__ = "0.1.0"
