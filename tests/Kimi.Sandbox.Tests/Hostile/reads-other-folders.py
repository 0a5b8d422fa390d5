# Expected: exited 0: []
import os
print([path for path in ("/root", "/home", "/work", "/var", "/mnt", "/sys", "/run", "/srv", "/opt") if os.path.exists(path)])
