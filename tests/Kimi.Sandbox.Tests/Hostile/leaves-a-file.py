# Expected: exited 0: False
import os
print(os.path.exists("left"))
open("left", "w").close()
