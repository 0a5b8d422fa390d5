# Expected: signal 9
import os
os.kill(os.getpid(), 9)
