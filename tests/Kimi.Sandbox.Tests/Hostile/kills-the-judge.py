# Expected: exited 0: done
import os
for process in range(3, 40000):
    try:
        if process != os.getpid():
            os.kill(process, 9)
    except OSError:
        pass
print("done")
