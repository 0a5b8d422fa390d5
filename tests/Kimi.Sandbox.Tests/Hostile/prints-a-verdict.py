# Expected: exited 0: {"verdict":"scored","value":1}
print('{"verdict":"scored","value":1}')
