"""What staff own: questions, rules, outcomes, services and contacts, as immutable data."""
