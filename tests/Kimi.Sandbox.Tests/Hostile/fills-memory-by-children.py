# Expected: limit Memory
import os, time
for _ in range(10):
    if os.fork() == 0:
        kept = b"x" * (16 << 20)
        time.sleep(60)
os.wait()
