# Expected: exited 0: 0
# Finds the numbers in the frames below its own, and tries all others, one of which has held its own compiled code.
import os, sys
frame = sys._getframe()
while frame.f_back:
    frame = frame.f_back
written = 0
for descriptor in [frame.f_globals["REQUESTS"], frame.f_globals["ANSWERS"], *range(3, 256)]:
    try:
        written += os.write(descriptor, b"x")
    except OSError:
        pass
print(written)
