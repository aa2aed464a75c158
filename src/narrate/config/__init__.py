"""voices.yaml and back: finds it, reads it, checks it, changes it and adds characters to it."""

from narrate.config.list_checks import doubted_roles, doubted_tellers
from narrate.config.name_checks import check_voices, nearest_voices, unused_names
from narrate.config.settings_editor import with_values
from narrate.config.settings_file import find_settings, is_missing
from narrate.config.settings_reader import parse_settings, read_series_cast, read_settings
from narrate.config.settings_writer import format_characters, write_characters
from narrate.config.voice_choices import named_locally

__all__ = [
    "check_voices",
    "doubted_roles",
    "doubted_tellers",
    "find_settings",
    "format_characters",
    "is_missing",
    "named_locally",
    "nearest_voices",
    "parse_settings",
    "read_series_cast",
    "read_settings",
    "unused_names",
    "with_values",
    "write_characters",
]
