# Expected: exited 0: denied
try:
    open("/usr/bin/evil", "w")
    print("bad")
except OSError:
    print("denied")
