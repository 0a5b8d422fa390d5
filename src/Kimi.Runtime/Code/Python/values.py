# Values of Python as JSON that loses nothing, for calls and results that cross from one box to another.
import io
import json
import os
import sys

if hasattr(sys, "set_int_max_str_digits"):
    sys.set_int_max_str_digits(0)


class _Nowhere(io.TextIOBase):
    """Where programs print to whose results count."""

    def write(self, text):
        return len(text)


def _take_output():
    """The standard output for results. What else is written goes nowhere, or to standard error; there may be no /dev/null."""
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = _Nowhere()
    return results


class Opaque:
    """A value that is no plain data: it equals nothing."""

    def __eq__(self, other):
        return False

    __hash__ = None


def _encode(value):
    if value is None or value is True or value is False:
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list):
        return [_encode(item) for item in value]
    if isinstance(value, tuple):
        return {"tuple": [_encode(item) for item in value]}
    if isinstance(value, dict):
        return {"dict": [[_encode(key), _encode(item)] for key, item in value.items()]}
    if isinstance(value, (set, frozenset)):
        kind = "set" if isinstance(value, set) else "frozenset"
        return {kind: sorted((_encode(item) for item in value), key=json.dumps)}
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": bytes(value).hex()}
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if isinstance(value, range):
        return {"range": [value.start, value.stop, value.step]}
    if hasattr(value, "__next__") or type(value).__name__ in ("dict_keys", "dict_values", "dict_items"):
        return {"iterator": [_encode(item) for item in value]}
    return {"opaque": type(value).__name__}


def _decode(value):
    if isinstance(value, list):
        return [_decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    (kind, held), = value.items()
    if kind == "dict":
        return {_decode(key): _decode(item) for key, item in held}
    if kind == "bytes":
        return bytes.fromhex(held)
    if kind == "complex":
        return complex(*held)
    if kind == "range":
        return range(*held)
    if kind == "opaque":
        return Opaque()
    make = {"tuple": tuple, "set": set, "frozenset": frozenset, "iterator": iter}[kind]
    return make([_decode(item) for item in held])


def _plain(value):
    """As the JSON that problems in files have: tuples are arrays, and sets are in order."""
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item) for item in value)
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
