"""Plain values and pure rules; standard library only."""
