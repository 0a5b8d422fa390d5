# Expected: limit Disk
with open("a", "wb") as file:
    while True:
        file.write(b"x" * 65536)
