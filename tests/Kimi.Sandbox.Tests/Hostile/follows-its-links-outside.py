# Expected: exited 0: denied
try:
    import os
    os.symlink("/../../etc/shadow", "link")
    open("link").read()
    print("bad")
except OSError:
    print("denied")
