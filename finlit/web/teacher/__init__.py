"""Pages for a teacher and the classes that are open."""
