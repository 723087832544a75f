"""One module a version of the tables, named by its number."""
