#!/usr/bin/env python3
"""Times our kernels and PyTorch's on the same shapes, alternating in one session.

`flash2` stands against `scaled_dot_product_attention` with the flash backend, `standard` against plain
softmax(QK^T)V; float32, forward and (with --backward) backward. Prints the median of each side, the
ratio PyTorch / ours (above 1: ours is faster) and the geometric mean over all cases.

    make bench-pytorch ARGS="--n 512,1024 --head-dim 64 --threads 1,2"
"""

import argparse
import json
import math
import statistics
import subprocess
import sys
import time

import torch
from torch.nn.attention import SDPBackend, sdpa_kernel


def ours(arguments, kernel, n, d, heads, causal, threads, backward):
    command = [
        arguments.program, "bench", "--kernels", kernel, "--n", str(n), "--head-dim", str(d),
        "--heads", str(heads), "--threads", str(threads), "--format", "json",
    ]
    command += ["--causal"] if causal else []
    command += ["--backward"] if backward else []
    report = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return report["rows"][0]["seconds"]


def plain(q, k, v, causal):
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    if causal:
        n = q.shape[-2]
        scores = scores.masked_fill(torch.ones(n, n, dtype=torch.bool).triu(1), -math.inf)
    return torch.softmax(scores, -1) @ v


def flash(q, k, v, causal):
    with sdpa_kernel(SDPBackend.FLASH_ATTENTION):
        return torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=causal)


def theirs(kernel, n, d, heads, causal, threads, backward):
    torch.set_num_threads(threads)
    attention = plain if kernel == "standard" else flash
    q, k, v = (torch.randn(1, heads, n, d, requires_grad=backward) for _ in range(3))
    gradient = torch.randn(1, heads, n, d)
    seconds = []
    start = time.monotonic()
    # As our program measures: a warm-up, then 7 runs or more, but few of what takes long.
    while (elapsed := time.monotonic() - start) < 0.5 or len(seconds) < (8 if elapsed < 2.5 else 3):
        if backward:
            output = attention(q, k, v, causal)
            begin = time.perf_counter()
            torch.autograd.grad(output, (q, k, v), gradient)
        else:
            with torch.no_grad():
                begin = time.perf_counter()
                attention(q, k, v, causal)
        seconds.append(time.perf_counter() - begin)
    return statistics.median(seconds[1:])


def numbers(text):
    return [int(word) for word in text.split(",")]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/flashtutor")
    parser.add_argument("--kernels", default="standard,flash2")
    parser.add_argument("--n", type=numbers, default=[512, 1024, 2048, 4096, 8192])
    parser.add_argument("--head-dim", type=numbers, default=[64, 128])
    parser.add_argument("--threads", type=numbers, default=[1, 2])
    parser.add_argument("--heads", type=int, help="8 unless given, fewer where n * heads > 16384")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--backward", action="store_true")
    arguments = parser.parse_args()

    torch.manual_seed(42)
    direction = "backward" if arguments.backward else "forward"
    print(f"PyTorch {torch.__version__}, {direction}, medians of {arguments.rounds} alternating "
          "rounds, float32, batch 1")
    print(f"{'kernel':9} {'n':>6} {'d':>4} {'heads':>5} {'mask':>6} {'threads':>7} {'ours ms':>9} "
          f"{'PyTorch ms':>10} {'ratio':>6}")
    ratios = {}
    for kernel in arguments.kernels.split(","):
        for d in arguments.head_dim:
            for causal in (False, True):
                for n in arguments.n:
                    for threads in arguments.threads:
                        heads = arguments.heads or max(1, min(8, 16384 // n))
                        case = (kernel, n, d, heads, causal, threads, arguments.backward)
                        pairs = [(ours(arguments, *case), theirs(*case))
                                 for _ in range(arguments.rounds)]
                        ratio = statistics.median(other / own for own, other in pairs)
                        ratios.setdefault(kernel, []).append(ratio)
                        print(f"{kernel:9} {n:6} {d:4} {heads:5} {'causal' if causal else 'full':>6} "
                              f"{threads:7} {statistics.median(p[0] for p in pairs) * 1e3:9.3f} "
                              f"{statistics.median(p[1] for p in pairs) * 1e3:10.3f} {ratio:6.2f}")
                        sys.stdout.flush()
    for kernel, values in ratios.items():
        mean = math.exp(statistics.fmean(math.log(value) for value in values))
        print(f"{kernel}: geometric mean {mean:.2f}, least {min(values):.2f}")


if __name__ == "__main__":
    main()
