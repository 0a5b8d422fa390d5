# Expected: limit CpuTime
while True:
    pass
