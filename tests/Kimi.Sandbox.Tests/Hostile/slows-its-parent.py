# Expected: exited 0: denied
try:
    import os
    os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)
    print("bad")
except OSError:
    print("denied")
