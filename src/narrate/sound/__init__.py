"""Everything about samples: reading, levels, tracks, encoders; nothing here reads prose."""
