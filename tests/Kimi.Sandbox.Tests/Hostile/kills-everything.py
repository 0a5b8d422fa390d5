# Expected: exited 0 | exited 1 | signal 9
import os
os.kill(-1, 9)
print("alive")
