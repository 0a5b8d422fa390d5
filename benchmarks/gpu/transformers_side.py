"""The other side of benchmarks/gpu/run.sh: random-weight models by Python's transformers, their logits, and the speed of the same shape.

    transformers_side.py models <folder> <device>     a model of each family, its token ids and logits
    transformers_side.py compare <folder> <json>      our logits against them
    transformers_side.py speed <device> <json>        training and decoding at the shape of Qwen2.5-0.5B, of the Qwen3 kind
"""
import json
import os
import sys
import time

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, LlamaConfig, LlamaForCausalLM, Qwen3Config, Qwen3ForCausalLM

SHAPE = dict(hidden_size=256, intermediate_size=704, num_hidden_layers=4, num_attention_heads=8, num_key_value_heads=2, head_dim=32,
             vocab_size=512, max_position_embeddings=512, rms_norm_eps=1e-6, initializer_range=0.2)
HALF_BILLION = dict(hidden_size=896, intermediate_size=4864, num_hidden_layers=24, num_attention_heads=14, num_key_value_heads=2, head_dim=64,
                    vocab_size=151936, max_position_embeddings=2048, tie_word_embeddings=True)
FAMILIES = {
    "llama": (LlamaForCausalLM, LlamaConfig(**SHAPE, tie_word_embeddings=False)),
    "llama-tied": (LlamaForCausalLM, LlamaConfig(**SHAPE, tie_word_embeddings=True)),
    "qwen3": (Qwen3ForCausalLM, Qwen3Config(**SHAPE, tie_word_embeddings=False)),
    "qwen3-tied": (Qwen3ForCausalLM, Qwen3Config(**SHAPE, tie_word_embeddings=True)),
}


def make_models(folder, device):
    for name, (kind, config) in FAMILIES.items():
        torch.manual_seed(1)
        path = os.path.join(folder, name)
        model = kind(config)
        model.save_pretrained(path)
        tokens = torch.randint(0, config.vocab_size, (4, 64))
        json.dump(tokens.tolist(), open(os.path.join(path, "tokens.json"), "w"))
        exact = kind(config).double()
        exact.load_state_dict(model.state_dict())
        logits = {"exact": exact(tokens).logits.float()}
        for label, dtype in (("fp32", torch.float32), ("bf16", torch.bfloat16)):
            with torch.no_grad():
                logits[label] = model.to(dtype).to(device)(tokens.to(device)).logits.float().cpu()
            model = AutoModelForCausalLM.from_pretrained(path, dtype=torch.float32)
        save_file({label: value.detach().contiguous() for label, value in logits.items()}, os.path.join(path, "theirs.safetensors"))


def compare(folder, output):
    rows = []
    for name in sorted(FAMILIES):
        theirs = load_file(os.path.join(folder, name, "theirs.safetensors"))
        exact = theirs["exact"]
        norm = lambda difference: (difference.norm() / exact.norm()).item()
        for precision in ("fp32", "bf16"):
            path = os.path.join(folder, name, f"ours-{precision}.safetensors")
            row = {"family": name, "precision": precision, "theirs": norm(theirs[precision] - exact)}
            if os.path.exists(path):
                ours = load_file(path)
                half = exact.shape[1] // 2
                decoded = exact[:, half - 1:half - 1 + ours["decoded"].shape[1]]
                row["ours"] = norm(ours["logits"] - exact)
                row["decoded"] = ((ours["decoded"] - decoded).norm() / decoded.norm()).item()
            rows.append(row)
    json.dump(rows, open(output, "w"), indent=1)


def timed(work, device, runs=3):
    times = []
    for run in range(runs + 1):
        started = time.perf_counter()
        work()
        if device != "cpu":
            torch.cuda.synchronize()
        if run > 0:
            times.append(time.perf_counter() - started)
    return sorted(times)[len(times) // 2]


def speed(device, output):
    on_cpu = device == "cpu"
    torch.manual_seed(1)
    model = Qwen3ForCausalLM(Qwen3Config(**HALF_BILLION)).to(device)
    parameters = sum(p.numel() for p in model.parameters())
    result = {"parameters": parameters, "training": [], "decoding": []}
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-6, fused=not on_cpu)
    for batch, length in [(1, 64)] if on_cpu else [(4, 1024), (16, 1024)]:
        tokens = torch.randint(0, HALF_BILLION["vocab_size"], (batch, length), device=device)

        def step():
            with torch.autocast(device_type="cpu" if on_cpu else "cuda", dtype=torch.bfloat16, enabled=not on_cpu):
                loss = model(tokens, labels=tokens).loss
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()

        try:
            seconds = timed(step, device)
            result["training"].append({"name": f"train {batch} x {length}", "seconds": seconds, "tokensPerSecond": batch * length / seconds,
                                       "flops": 6 * parameters * batch * length / seconds})
        except torch.OutOfMemoryError as error:
            result["training"].append({"name": f"train {batch} x {length}", "error": str(error).split("\n")[0]})
        json.dump(result, open(output, "w"), indent=1)
    del optimizer
    model = model.eval() if on_cpu else model.to(torch.bfloat16).eval()
    new_tokens = 8 if on_cpu else 128
    for rows in [1, 8] if on_cpu else [1, 64, 256]:
        prompts = torch.randint(0, HALF_BILLION["vocab_size"], (rows, 20), device=device)
        generate = lambda: model.generate(prompts, attention_mask=torch.ones_like(prompts), max_new_tokens=new_tokens, min_new_tokens=new_tokens, do_sample=True, top_k=0, pad_token_id=0)
        seconds = timed(generate, device, runs=1)
        result["decoding"].append({"name": f"decode {rows} rows", "seconds": seconds, "tokensPerSecond": rows * new_tokens / seconds})
        json.dump(result, open(output, "w"), indent=1)


if __name__ == "__main__":
    {"models": make_models, "compare": compare, "speed": speed}[sys.argv[1]](*sys.argv[2:])
