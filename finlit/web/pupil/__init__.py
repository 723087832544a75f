"""Pages for a pupil of a class."""
