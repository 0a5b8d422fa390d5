// Expected: limit CpuTime
while (true) { }
