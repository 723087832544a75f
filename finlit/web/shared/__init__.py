"""What all pages share: content ready for the page, controls, entries, words."""
