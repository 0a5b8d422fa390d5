"""Writes CanonicalMappings.txt from Python's copy of the Unicode Character Database:  python3 make-mappings.py > CanonicalMappings.txt

    # comment
    0300-0314 230        canonical combining class of a range, where it is not 0
    00C0=0041 0300       canonical decomposition of one step; with ! before it where the parts do not compose again
"""
import sys, unicodedata

def ranges(value_of):
    first, before = 0, 0
    for code in range(sys.maxunicode + 2):
        value = value_of(code) if code <= sys.maxunicode else 0
        if value != before:
            if before:
                yield first, code - 1, before
            first, before = code, value

print(f"# Unicode {unicodedata.unidata_version}: see make-mappings.py")
for first, last, combining_class in ranges(lambda code: unicodedata.combining(chr(code))):
    print(f"{first:04X}-{last:04X} {combining_class}")
for code in range(sys.maxunicode + 1):
    parts = unicodedata.decomposition(chr(code))
    if parts and not parts.startswith("<"):
        text = "".join(chr(int(part, 16)) for part in parts.split())
        composes = unicodedata.normalize("NFC", text) == chr(code)
        print(f"{'' if composes else '!'}{code:04X}={parts}")
