#!/usr/bin/env python3
"""Breaks the kernels in one place at a time and runs their tests: each mutation must make one fail.

    python3 Tests/Mutations/mutate.py            all mutations, some minutes
    python3 Tests/Mutations/mutate.py no-max     one of them

Works on a copy in a scratch folder (--scratch), which holds the Kernels module and its tests alone.
Ends with code 1 when a mutation survives or no longer applies.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KERNELS = pathlib.Path("Sources/Kernels")

# name: (file, what stands there, what is put there)
MUTATIONS = {
    "no-max": (
        "Fast/OnlineSoftmax.swift",
        "let base0 = m0.replacing(with: Vector.zero, where: m0 .== none)",
        "let base0 = Vector.zero"),
    "epsilon-in-sum": (
        "Fast/Flash2.swift", "state[32 + i] = sum == 0 ? 0 : 1 / sum",
        "state[32 + i] = 1 / (sum + 1e-6)"),
    "sum-not-rescaled": (
        "Fast/OnlineSoftmax.swift", "multiplyAdd(state.sum0, state.rescale0, sum0)",
        "state.sum0 + sum0"),
    "output-not-rescaled": (
        "Fast/Flash2.swift", "times: state.rescale0, state.rescale1)",
        "times: Vector(repeating: 1), Vector(repeating: 1))"),
    "inverse-rescale": (
        "Fast/OnlineSoftmax.swift", "state.rescale0 = exp2(state.maximum0 - base0)",
        "state.rescale0 = exp2(base0 - larger(state.maximum0, Vector(repeating: -1e4)))"),
    "large-number-for-infinity": (
        "Fast/VisibleKeys.swift", "let hidden = Vector(repeating: -.infinity)",
        "let hidden = Vector(repeating: -1e9)"),
    "tail-off-by-one": (
        "Fast/VisibleKeys.swift", "&& columns.upperBound <= first.upperBound",
        "&& columns.upperBound <= first.upperBound + 1"),
    "causal-excludes-diagonal": (
        "Fast/VisibleKeys.swift", "high = min(max(row + ahead + 1, 0), keys)",
        "high = min(max(row + ahead, 0), keys)"),
    "no-row-dots": (
        "Fast/FlashBackward.swift", "scratch.dots[row] = sum.sum()", "scratch.dots[row] = 0 * sum.sum()"),
    "no-scale-in-key-gradient": (
        "Fast/BackwardOutput.swift", "(scratch.dK[place] * scale, scratch.dV[place])",
        "(scratch.dK[place], scratch.dV[place])"),
    "merge-ignores-maximum": (
        "Fast/Decode.swift", "parts.map { exp2(Vector(repeating: $0[width] - base))[0] }",
        "parts.map { _ in Float(1) + 0 * base }"),
    "shared-scratch": (
        "Fast/Flash2.swift", "TileScratch(base + worker * each, blocking)",
        "TileScratch(base + 0 * worker * each, blocking)"),
    "shared-scratch-backward": (
        "Fast/FlashBackward.swift", "BackwardScratch(base + worker * plan.workerCount, plan)",
        "BackwardScratch(base + 0 * worker * plan.workerCount, plan)"),
    "textbook-sum-not-rescaled": (
        "Textbook/FlashAttention2.swift", "li[row, 0] = rescale * li[row, 0] +",
        "li[row, 0] = li[row, 0] +"),
    "textbook-merge-ignores-maximum": (
        "Textbook/SoftmaxPasses.swift",
        "let theirs = exponential(other.rowMaximum - newMaximum)", "let theirs = Number(1)"),
    "textbook-no-row-dots": (
        "Textbook/Backward.swift", "(ds[row, key] - di[row, 0])",
        "(ds[row, key] - Number(0) * di[row, 0])"),
    "textbook-no-scale-in-key-gradient": (
        "Textbook/Backward.swift", "dkj += ds.transposedTimes(qi, scale: scale)",
        "dkj += ds.transposedTimes(qi)"),
}


def copy(scratch):
    """The Kernels module and its tests, with a manifest that leaves out all else."""
    for folder in ("Sources/Kernels", "Sources/CProcessor", "Tests/KernelsTests"):
        shutil.copytree(ROOT / folder, scratch / folder, dirs_exist_ok=True)
    manifest = (ROOT / "Package.swift").read_text()
    manifest = re.sub(r"  products: \[.*?\n  dependencies: \[.*?\n  \],\n", "", manifest, flags=re.S)
    head, targets = manifest.split("  targets: [\n", 1)
    kept = [target for target in re.split(r"(?m)^(?=    \.\w*[tT]arget\()", targets)
            if re.search(r'name: "(Kernels|CProcessor|KernelsTests)"', target.split("dependencies")[0])]
    body = "".join(kept).rstrip()
    (scratch / "Package.swift").write_text(
        head + "  targets: [\n" + (body if body.endswith("]\n)") else body + "\n  ]\n)") + "\n")


def failures(scratch, seconds):
    """The names of the failing tests; None when the mutation doesn't compile."""
    build = subprocess.run(
        ["swift", "build", "--build-tests"], cwd=scratch, capture_output=True, text=True)
    if build.returncode != 0:
        sys.stderr.write(build.stdout[-3000:] + build.stderr[-3000:])
        return None
    try:
        run = subprocess.run(
            ["swift", "test", "--skip-build"], cwd=scratch, capture_output=True, text=True,
            timeout=seconds)
    except subprocess.TimeoutExpired:
        return [f"(no end within {seconds} s)"]
    names = sorted(set(re.findall(r'✘ Test "?([^"\n]*?)"?(?: with| recorded| failed)', run.stdout)))
    names = [name for name in names if not name.startswith("run")]
    return names or ([] if run.returncode == 0 else ["(crashed)"])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="mutations; all unless given")
    parser.add_argument("--scratch", type=pathlib.Path, help="folder for the copy, kept afterwards")
    parser.add_argument("--timeout", type=int, default=300, help="seconds for one run of the tests")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.names if name not in MUTATIONS]
    if unknown:
        parser.error(f"there is no mutation {unknown[0]!r}; there are {', '.join(MUTATIONS)}")
    temporary = None if arguments.scratch else tempfile.TemporaryDirectory()
    scratch = arguments.scratch or pathlib.Path(temporary.name)
    copy(scratch)
    survivors = 0
    if found := failures(scratch, arguments.timeout):
        sys.exit(f"the tests fail without any mutation: {found}")
    for name in arguments.names or MUTATIONS:
        file, old, new = MUTATIONS[name]
        path = scratch / KERNELS / file
        text = path.read_text()
        if text.count(old) != 1:
            sys.exit(f"{name}: {file} no longer has the line just once: {old}")
        path.write_text(text.replace(old, new))
        found = failures(scratch, arguments.timeout)
        path.write_text(text)
        if found is None:
            sys.exit(f"{name}: does not compile")
        survivors += not found
        print(f"{name}: " + (f"{len(found)} tests fail" if found else "SURVIVES"), flush=True)
        for test in found:
            print(f"    {test}", flush=True)
    sys.exit(1 if survivors else 0)


if __name__ == "__main__":
    main()
