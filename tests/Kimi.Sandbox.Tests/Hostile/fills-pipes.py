# Expected: exited 0: done
import os
kept = []
try:
    while True:
        kept.append(os.pipe())
        os.set_blocking(kept[-1][1], False)
        try:
            while True:
                os.write(kept[-1][1], b"x" * 4096)
        except BlockingIOError:
            pass
except OSError:
    print("done")
