# Expected: exited 0: 65534
import os, subprocess
for program in ("/usr/bin/su", "/usr/bin/mount", "/usr/bin/passwd"):
    subprocess.run([program], capture_output=True, stdin=subprocess.DEVNULL if os.access("/dev/null", os.W_OK) else 0)
print(os.geteuid())
