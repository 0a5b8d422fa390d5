# Expected: exited 0: []
import os
print([name for name in os.environ if name not in ("HOME", "LANG", "PATH", "PWD", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "LC_CTYPE")])
