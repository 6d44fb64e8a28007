"""What is true of every visit that a pack allows: every path, every site, every other day."""
