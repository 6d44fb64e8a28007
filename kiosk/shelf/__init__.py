"""The packs that were put on this machine: the one in use, and the one before it."""
