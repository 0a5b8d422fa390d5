# Expected: exited 0: denied
try:
    open("/dev/shm/evil", "w")
    print("bad")
except OSError:
    print("denied")
