# Expected: exited 0: denied
try:
    open("/etc/passwd").read()
    print("bad")
except OSError:
    print("denied")
