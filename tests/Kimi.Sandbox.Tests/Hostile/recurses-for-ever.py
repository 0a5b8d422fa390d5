# Expected: exited 1
def f():
    return f() + 1
f()
