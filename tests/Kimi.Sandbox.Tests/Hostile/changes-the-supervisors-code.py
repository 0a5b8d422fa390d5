# Expected: exited 0: 1
import gc, sys
frame = sys._getframe()
while frame:
    for name in list(frame.f_globals):
        if name not in ("__builtins__", "__name__"):
            frame.f_globals[name] = None
    frame = frame.f_back
print(1)
