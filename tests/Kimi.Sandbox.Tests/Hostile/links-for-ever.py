# Expected: exited 1 | limit Disk
import os
open("a", "w").close()
number = 0
while True:
    number += 1
    os.link("a", f"l{number}")
