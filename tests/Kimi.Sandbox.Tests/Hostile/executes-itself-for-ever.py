# Expected: limit CpuTime | limit WallTime
import os
os.execv("/usr/bin/python3", ["python3", "/tmp/program.py"])
