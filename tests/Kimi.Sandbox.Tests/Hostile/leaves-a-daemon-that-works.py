# Expected: exited 0: done
import os
if os.fork() == 0:
    os.setsid()
    os.closerange(0, 3)
    while True:
        pass
print("done")
