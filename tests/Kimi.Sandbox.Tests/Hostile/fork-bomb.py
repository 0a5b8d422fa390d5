# Expected: limit CpuTime | limit Memory
import os
while True:
    try:
        os.fork()
    except OSError:
        pass
