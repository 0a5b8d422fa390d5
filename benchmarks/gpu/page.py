"""Writes docs/gpu.md from the results that were committed: python3 benchmarks/gpu/page.py."""
import json
import pathlib

HERE = pathlib.Path(__file__).parent
PAGE = HERE.parent.parent / "docs" / "gpu.md"
HEAD = """# On a GPU

<!-- Written by benchmarks/gpu/page.py from benchmarks/gpu/results. -->

How to use one: [README](../README.md#gpus). How these numbers come: `benchmarks/gpu/publish.sh` makes a folder of under 60 MB with everything but libtorch;
that folder and `benchmarks/gpu` are carried to the machine, where `benchmarks/gpu/run.sh --out results` takes libtorch from the machine's PyTorch and runs each step within a limit.
Logits are compared with Python's transformers on random-weight models; the error is the norm of the difference from transformers in float64, relative to the norm of its logits.
Model FLOPs utilisation (MFU) counts 6·N operations for a trained token and 2·N for a decoded one, N being the number of weights, against the matrix product measured in the same run.
"""
NO_GPU = "\n**No GPU has been at hand yet.** What stands below is the rehearsal of the same script on a CPU: it shows that every step runs, and its quickstart is what a GPU's accuracy will be held against.\n"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    return "\n".join(lines + ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]) + "\n"


def gib(count):
    return f"{count / 2**30:.1f} GiB"


def accuracies(summary):
    stages = summary.get("stages", {})
    return {name: stage["metrics"] for name, stage in stages.items() if "accuracy" in stage.get("metrics", {})}


def doctor(result):
    found = result.get("doctor")
    if not found:
        return ""
    lines = [f"- libtorch {found['version']}, {'by KIMI_LIBTORCH' if found['isGiven'] else 'the application’s own'}; {found['processor']}"]
    if found.get("functions"):
        lines.append(f"- {found['functions']['asked'] - len(found['functions']['missing'])} of the {found['functions']['asked']} functions that TorchSharp asks for are there")
    lines += [f"- cuda:{gpu['index']}: {gpu['name']}, {gib(gpu['totalBytes'])}, compute capability {gpu['computeCapability']}" for gpu in found["gpus"]]
    lines += [f"- {check['name']} on {check['device']} {'agrees' if check['agrees'] else '**disagrees**'} with the CPU's ({check['detail']})" for check in found["calculations"]]
    lines += [f"- {'problem' if problem['isSerious'] else 'note'}: {problem['what']}" for problem in found["problems"]]
    return "\n".join(lines) + "\n"


def speed(result, precision):
    found = result.get(f"speed-{precision}")
    if not found:
        return ""
    theirs = result.get("transformers-speed", {})
    other = {entry["name"]: entry for entry in theirs.get("training", [])}
    ceiling = found["matmulFlops"]
    rows = []
    for entry in found["training"]:
        beside = other.get(entry["name"], {}).get("tokensPerSecond")
        rows.append((entry["name"], f"{entry['tokensPerSecond']:,.0f}", f"{entry['flops'] / ceiling:.0%}", gib(entry["peakBytes"]), f"{beside:,.0f}" if beside else ""))
    for entry in found["decoding"]:
        slots = entry["name"].split()[1]
        beside = next((each["tokensPerSecond"] for each in theirs.get("decoding", []) if each["name"].split()[1] == slots), None)
        rows.append((entry["name"], f"{entry['tokensPerSecond']:,.0f}", f"{entry['flops'] / ceiling:.0%}", gib(entry["peakBytes"]), f"{beside:,.0f}" if beside else ""))
    text = f"\n{found['parameters'] / 1e6:,.0f} million weights, {precision}; a matrix product reaches {ceiling / 1e12:.2f} TFLOP/s.\n\n"
    text += table(("work", "tokens/s", "of the matrix product", "peak memory", "transformers, tokens/s"), rows)
    if iteration := found.get("iteration"):
        text += (f"\nOne iteration of reinforcement learning, {iteration['prompts']} prompts × {iteration['samples']} responses of up to {iteration['responseTokens']} tokens: "
                 f"{iteration['rolloutSeconds']:.1f} s of generating {iteration['generatedTokens']:,} tokens, {iteration['trainSeconds']:.1f} s of training on {iteration['trainedTokens']:,}; "
                 f"{gib(iteration['peakBytes'])} at most.\n")
    return text


def quickstart(result, reference):
    if "quickstart" not in result:
        return ""
    ours, cpu = accuracies(result["quickstart"]), accuracies(reference.get("quickstart", {})) if reference else {}
    rows = [(name, f"{metrics['accuracy']:.1%}", f"{cpu[name]['accuracy']:.1%}" if name in cpu else "") for name, metrics in ours.items()]
    seconds = result["steps"].get("quickstart", {}).get("seconds")
    return f"\nQuickstart of commit {result['quickstart']['commit'][:7]}, seed 1, in {seconds} s; sampled accuracy:\n\n" + table(("stage", "here", "CPU"), rows)


def section(name, result, reference):
    text = f"\n## {name}, {result['date']}\n\n" + "".join(f"{line}  \n" for line in result["machine"]) + "\n" + doctor(result)
    if compared := result.get("compare"):
        text += "\nLogits against transformers in float64:\n\n" + table(
            ("family", "precision", "ours", "ours, decoded token by token", "transformers'"),
            [(row["family"], row["precision"], *(f"{row[key]:.1e}" if key in row else "" for key in ("ours", "decoded", "theirs"))) for row in compared])
    for precision in ("bf16", "fp32"):
        text += speed(result, precision)
    text += quickstart(result, reference if reference is not result else None)
    failed = [f"- {step}: exit {ended['exit']} after {ended['seconds']} s: {' '.join(ended.get('said', []))}" for step, ended in result["steps"].items() if ended["exit"] != 0]
    text += "\nFailed:\n\n" + "\n".join(failed) + "\n" if failed else ""
    return text + (f"\nLeft out: {result['leftOut']}.\n" if "leftOut" in result else "")


def main():
    results = {path.stem: json.loads(path.read_text()) for path in sorted((HERE / "results").glob("*.json"))}
    on_gpu = [name for name in results if results[name]["device"] != "cpu"]
    page = HEAD + ("" if on_gpu else NO_GPU)
    for name in on_gpu + [name for name in results if name not in on_gpu]:
        page += section(name, results[name], results.get("cpu"))
    PAGE.write_text(page)


if __name__ == "__main__":
    main()
