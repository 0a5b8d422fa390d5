# Runs the tests of a harness: with a right solution, whose calls and results it writes, or with the results of another program, which it reads.
# Nothing of a program that is judged is in this box.
import builtins
import random


def _examine(solution, function, tests):
    recorded = [json.loads(line) for line in sys.stdin.read().splitlines()]
    is_replay = bool(recorded)
    results = _take_output()
    own, shared = {"__name__": "solution"}, {"__name__": "tests"}
    for scope in (own, shared):
        exec(compile(solution, "solution.py", "exec"), scope)
    place = 0
    raised = []

    def write(line):
        results.write(json.dumps(line) + "\n")
        results.flush()

    def fail(name):
        kind = getattr(builtins, name, None)
        try:
            raised.append(kind("") if issubclass(kind, Exception) else Exception(name))
        except TypeError:
            raised.append(Exception(name))
        raise raised[-1]

    def replayed(call):
        # In the order of the recording, as far as the tests keep it.
        nonlocal place
        if place < len(recorded) and recorded[place]["call"] == call:
            place += 1
            return recorded[place - 1]["result"]
        for entry in recorded:
            if entry["call"] == call:
                return entry["result"]
        write({"end": "asks", "call": call})
        os._exit(0)

    def measured(call, args, kwargs):
        state = random.getstate()
        try:
            result = {"value": _encode(own[function](*args, **kwargs))}
        except Exception as error:
            result = {"error": type(error).__name__}
        random.setstate(state)
        write({"call": call, "result": result})
        return result

    def candidate(*args, **kwargs):
        call = {"args": _encode(list(args)), "kwargs": _encode(kwargs)}
        result = replayed(call) if is_replay else measured(call, args, kwargs)
        if "error" in result:
            fail(result["error"])
        return _decode(result["value"])

    random.seed(0)
    shared[function] = candidate
    try:
        exec(compile(tests, "tests.py", "exec"), shared)
        if "check" in shared and function != "check":
            shared["check"](candidate)
    except Exception as error:
        write({"end": "raised" if any(error is own for own in raised) else "failed"})
        return
    write({"end": "passed"})


_examine(_solution, _function, _tests)
