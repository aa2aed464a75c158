"""A language's words, and the script as words."""
