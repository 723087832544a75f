"""The visit in this browser: its log, its pupil and class, the assignment worked on."""
