"""What a learner did and what comes next: questions, facts, the log of events, spaced review."""
