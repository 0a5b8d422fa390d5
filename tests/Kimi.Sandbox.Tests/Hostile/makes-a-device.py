# Expected: exited 0: denied
try:
    import os
    os.mknod("disk", 0o60600, os.makedev(8, 0))
    print("bad")
except OSError:
    print("denied")
