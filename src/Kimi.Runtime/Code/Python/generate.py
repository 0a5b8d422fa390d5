# Runs a program that makes a test input, with a module for it that the number of the case seeds.
import base64
import random
import sys
import types


def _generate(name, module, program):
    number, total = (int(word) for word in sys.stdin.readline().split())
    random.seed(number)
    sys.modules[name] = made = types.ModuleType(name)
    exec(compile(module, name + ".py", "exec"), made.__dict__)
    made.number, made.total = number, total
    exec(compile(program, "program.py", "exec"), {"__name__": "__main__"})


_generate(_name, _module, _program)
