"""What to ask next, or where the visit ends: pure functions of pack, site, day and answers."""
