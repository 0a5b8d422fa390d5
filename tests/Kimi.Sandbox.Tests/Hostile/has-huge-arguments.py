# Expected: exited 0: denied
import os
try:
    os.execv("/usr/bin/true", ["true"] + ["x" * 100000] * 100)
except OSError:
    print("denied")
