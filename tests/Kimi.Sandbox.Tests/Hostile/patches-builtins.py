# Expected: exited 0: 7
import builtins, os, sys
real = builtins.print
for module in (os, sys):
    module._exit = lambda code: None
builtins.print = real
print(7)
