# Expected: limit CpuTime
print(sum(10 ** 9 % (n + 1) for n in range(10 ** 9)))
