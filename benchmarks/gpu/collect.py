"""Puts what the steps of benchmarks/gpu/run.sh left into one JSON: collect.py <folder of the run> <device>."""
import datetime
import json
import pathlib
import sys


def last_lines(path, count=3):
    return [line for line in path.read_text(errors="replace").splitlines() if line.strip()][-count:] if path.exists() else []


def main(folder, device):
    steps = pathlib.Path(folder) / "steps"
    result = {"device": device, "date": datetime.date.today().isoformat(), "machine": last_lines(steps / "machine.log"), "steps": {}}
    for step in sorted(steps.glob("*.step")):
        ended = json.loads(step.read_text())
        if ended["exit"] != 0:
            ended["said"] = last_lines(step.with_suffix(".log"))
        result["steps"][step.stem] = ended
    for found in sorted(steps.glob("*.json")):
        try:
            result[found.stem] = json.loads(found.read_text())
        except json.JSONDecodeError as error:
            result[found.stem] = {"error": str(error)}
    if "transformers-speed" not in result["steps"]:
        result["leftOut"] = "transformers: python3 here has no torch with transformers"
    path = pathlib.Path(folder) / "result.json"
    path.write_text(json.dumps(result, indent=1) + "\n")
    failed = [name for name, ended in result["steps"].items() if ended["exit"] != 0]
    print(f"{path}: {len(result['steps'])} steps, {len(failed)} failed{': ' + ', '.join(failed) if failed else ''}")


if __name__ == "__main__":
    main(*sys.argv[1:])
