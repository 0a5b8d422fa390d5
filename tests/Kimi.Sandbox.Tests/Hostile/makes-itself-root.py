# Expected: exited 0: denied
try:
    import os
    os.setuid(0)
    print("bad")
except OSError:
    print("denied")
