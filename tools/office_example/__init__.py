"""The example of the first user: one content model, written as text, as Word and as a plan file."""
