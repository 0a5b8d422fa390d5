# Expected: exited 0: denied
try:
    open("/evil", "w")
    print("bad")
except OSError:
    print("denied")
