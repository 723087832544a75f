"""Bytes to tables: decoded, cut into cells, split where several tables share a file."""
