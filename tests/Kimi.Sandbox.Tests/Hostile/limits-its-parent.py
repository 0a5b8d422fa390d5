# Expected: exited 0: denied
try:
    import os, resource
    resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))
    print("bad")
except OSError:
    print("denied")
