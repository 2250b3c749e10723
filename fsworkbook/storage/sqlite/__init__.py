"""What is special to the encrypted file on one PC: its key slots, its engine and its triggers (data.md 2)."""
