# Expected: limit Output
while True:
    print("x" * 1000)
