"""Words in every language: catalogues, placeholders, dates and times, extraction."""
