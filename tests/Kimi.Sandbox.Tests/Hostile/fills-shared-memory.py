# Expected: limit Memory
import mmap
kept = []
while True:
    shared = mmap.mmap(-1, 1 << 20)
    shared.write(b"x" * (1 << 20))
    kept.append(shared)
