"""Pages for everybody: home, glossary, methods, privacy, your work."""
