"""Attacks on the bundled kiosk, from its own screen: `docs/lockdown.md` lists them."""
