// A module without content.
