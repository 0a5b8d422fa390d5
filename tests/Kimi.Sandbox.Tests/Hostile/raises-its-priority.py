# Expected: exited 0: denied
try:
    import os
    os.nice(-10)
    print("bad")
except OSError:
    print("denied")
