# Expected: exited 120
import sys
frame = sys._getframe().f_back
while frame:
    for name in list(frame.f_globals):
        if name not in ("__builtins__", "__name__"):
            frame.f_globals[name] = None
    frame = frame.f_back
print(1)
