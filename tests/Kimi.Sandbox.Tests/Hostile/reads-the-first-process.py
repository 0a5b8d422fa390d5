# Expected: exited 0: 0
import os
read = 0
for name in ("environ", "maps", "mem", "fd", "root", "cwd", "cmdline", "stat"):
    path = f"/proc/1/{name}"
    try:
        os.listdir(path) if name in ("fd", "root", "cwd") else open(path, "rb").read(1)
        read += 1
    except OSError:
        pass
print(read)
