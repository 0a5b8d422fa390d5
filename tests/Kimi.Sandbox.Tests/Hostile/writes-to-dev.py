# Expected: exited 0: denied
try:
    open("/dev/evil", "w")
    print("bad")
except OSError:
    print("denied")
