"""Packs as an adversary, or somebody in a hurry, would write them: none gets by in silence."""
