"""The screens: each draws one card, reports what was touched, and is thrown away."""
