"""The script as words."""
