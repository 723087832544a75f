"""What a teacher's own computer keeps: names of pupils, and classes open until tonight."""
