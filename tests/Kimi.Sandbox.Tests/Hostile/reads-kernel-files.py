# Expected: exited 0: []
import os
print([name for name in ("kcore", "kallsyms", "sysrq-trigger", "sys", "kmsg", "keys", "net/tcp") if os.path.exists("/proc/" + name) and os.path.exists("/proc/" + name)])
