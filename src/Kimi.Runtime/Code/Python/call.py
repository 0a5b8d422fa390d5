# Calls a function of a program with each line's arguments and writes each result as a line. What it prints is dropped.
import types


def _respond(program, function, is_plain):
    lines = sys.stdin.read().splitlines()
    results = _take_output()

    def write(result):
        results.write(json.dumps(result) + "\n")
        results.flush()

    def answer(called, line):
        call = json.loads(line)
        try:
            if is_plain:
                return {"value": json.loads(json.dumps(_plain(called(*call)), allow_nan=False))}
            return {"value": _encode(called(*_decode(call["args"]), **_decode(call["kwargs"])))}
        except BaseException as error:
            return {"error": type(error).__name__}

    try:
        code = compile(program, "program.py", "exec")
    except BaseException as error:
        write({"compile": "%s: %s" % (type(error).__name__, error)})
        return
    module = types.ModuleType("program")
    sys.modules["program"] = module
    try:
        exec(code, module.__dict__)
        called = getattr(module, function, None) or getattr(module.Solution(), function)
    except BaseException as error:
        write({"start": type(error).__name__})
        return
    for line in lines:
        write(answer(called, line))


_respond(_program, _function, _is_plain)
os._exit(0)
