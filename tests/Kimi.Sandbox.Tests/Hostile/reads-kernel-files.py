# Expected: exited 0: []
import os
names = ("kcore", "kallsyms", "sysrq-trigger", "sys", "kmsg", "keys")
print([name for name in names if os.path.exists("/proc/" + name)])
