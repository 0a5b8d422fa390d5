# Expected: exited 0: 65534
import os, shutil, subprocess
shutil.copy("/usr/bin/id", "id")
os.chmod("id", 0o4755)
print(subprocess.run(["./id", "-u"], capture_output=True, text=True).stdout.strip())
