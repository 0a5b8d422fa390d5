# Expected: exited 0: denied
try:
    import os
    file = os.memfd_create("x")
    while True:
        os.write(file, b"x" * (1 << 20))
    print("bad")
except OSError:
    print("denied")
