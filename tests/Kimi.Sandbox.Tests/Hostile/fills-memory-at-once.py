# Expected: exited 1 | limit Memory
kept = b"x" * (1 << 40)
