# Expected: exited 0: denied
try:
    import fcntl, os
    fcntl.fcntl(os.pipe()[1], 1031, 1 << 20)
    print("bad")
except OSError:
    print("denied")
