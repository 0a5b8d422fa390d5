# Expected: exited 0: []
import os
print([name for name in os.listdir("/dev") if name.startswith(("sd", "vd", "loop", "nvme", "mem", "kmsg"))])
