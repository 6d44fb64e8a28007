"""A pack as a picture and as a decision table, for staff to read."""
