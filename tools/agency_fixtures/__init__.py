"""Invented agencies' annual plans: one content model, written as text, as Word and as the expected plan."""
