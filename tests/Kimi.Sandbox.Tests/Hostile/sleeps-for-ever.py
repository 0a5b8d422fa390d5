# Expected: limit WallTime
import time
time.sleep(1e6)
