# Expected: exited 0: denied
try:
    open("/etc/shadow").read()
    print("bad")
except OSError:
    print("denied")
