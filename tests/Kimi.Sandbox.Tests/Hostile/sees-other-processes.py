# Expected: exited 0: True
import os
print([name for name in os.listdir("/proc") if name.isdigit()] == [str(os.getpid())])
