"""What a class did: the live board, reports, growth, exports and signed slips."""
