# Expected: exited 0: done
with open("a", "wb") as file:
    file.truncate(1 << 40)
print("done")
