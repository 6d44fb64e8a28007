"""Whether a pack is fit to be shown: findings, each with its place and a remedy."""
