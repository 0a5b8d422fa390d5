# Expected: limit WallTime
import os, signal
os.kill(os.getpid(), signal.SIGSTOP)
