"""What each screen shows, as plain words in one language."""
