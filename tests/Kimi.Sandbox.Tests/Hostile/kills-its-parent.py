# Expected: exited 0: done
import os, signal
for number in (9, 15, 19, 2, 6, 11, 10, 12, 17):
    try:
        os.kill(os.getppid(), number)
    except OSError:
        pass
print("done")
