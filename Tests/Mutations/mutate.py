#!/usr/bin/env python3
"""Breaks the kernels in one place at a time and runs their tests: each mutation must make one fail.

    python3 Tests/Mutations/mutate.py            all mutations, some minutes
    python3 Tests/Mutations/mutate.py no-max     one of them

A copy of the Kernels module and its tests is built once, in a scratch folder, with every mutation in
it as a choice that the environment makes. Ends with code 1 when a mutation survives, or when the
expression that it changes is no longer there.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# name: (file, the expression between « and » in its line, what is put in its place)
MUTATIONS = {
    "no-max": (
        "Fast/OnlineSoftmax.swift",
        "let base0 = «m0.replacing(with: Vector.zero, where: m0 .== none)»", "Vector.zero"),
    "epsilon-in-sum": (
        "Fast/Flash2.swift", "state[32 + i] = «sum == 0 ? 0 : 1 / sum»", "1 / (sum + 1e-6)"),
    "sum-not-rescaled": (
        "Fast/OnlineSoftmax.swift",
        "state.sum0 = «multiplyAdd(state.sum0, state.rescale0, sum0)»", "state.sum0 + sum0"),
    "output-not-rescaled": (
        "Fast/Flash2.swift", "times: «state.rescale0», state.rescale1)", "Vector(repeating: 1)"),
    "inverse-rescale": (
        "Fast/OnlineSoftmax.swift", "state.rescale0 = exp2(«state.maximum0 - base0»)",
        "base0 - larger(state.maximum0, Vector(repeating: -1e4))"),
    "large-number-for-infinity": (
        "Fast/VisibleKeys.swift", "let hidden = Vector(repeating: «-.infinity»)", "-1e9"),
    "tail-off-by-one": (
        "Fast/VisibleKeys.swift", "&& columns.upperBound <= «first.upperBound»",
        "first.upperBound + 1"),
    "causal-excludes-diagonal": (
        "Fast/VisibleKeys.swift", "high = min(max(«row + ahead + 1», 0), keys)", "row + ahead"),
    "no-row-dots": ("Fast/FlashBackward.swift", "scratch.dots[row] = «sum.sum()»", "0"),
    "no-scale-in-key-gradient": (
        "Fast/BackwardOutput.swift", "(«scratch.dK[place] * scale», scratch.dV[place])",
        "scratch.dK[place]"),
    "merge-ignores-maximum": (
        "Fast/Decode.swift", "parts.map { «exp2(Vector(repeating: $0[width] - base))[0]» }", "1"),
    "shared-scratch": (
        "Fast/Flash2.swift", "TileScratch(base + «worker * each», blocking)", "0"),
    "shared-scratch-backward": (
        "Fast/FlashBackward.swift", "BackwardScratch(base + «worker * plan.workerCount», plan)",
        "0"),
    "textbook-sum-not-rescaled": (
        "Textbook/FlashAttention2.swift", "li[row, 0] = «rescale * li[row, 0]» +", "li[row, 0]"),
    "textbook-merge-ignores-maximum": (
        "Textbook/SoftmaxPasses.swift",
        "let theirs = «exponential(other.rowMaximum - newMaximum)»", "Number(1)"),
    "textbook-no-row-dots": (
        "Textbook/Backward.swift", "(ds[row, key] - «di[row, 0]»)", "Number(0)"),
    "textbook-no-scale-in-key-gradient": (
        "Textbook/Backward.swift", "dkj += «ds.transposedTimes(qi, scale: scale)»",
        "ds.transposedTimes(qi)"),
}

CHOICE = """#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// The number of the mutation that the environment asks for; 0: none.
let mutation: Int = getenv("KERNEL_MUTATION").flatMap { Int(String(cString: $0)) } ?? 0
"""


def copy(scratch):
    """The Kernels module and its tests, with a manifest that leaves out all else."""
    for folder in ("Sources/Kernels", "Sources/CProcessor", "Tests/KernelsTests"):
        shutil.rmtree(scratch / folder, ignore_errors=True)
        shutil.copytree(ROOT / folder, scratch / folder)
    manifest = (ROOT / "Package.swift").read_text()
    manifest = re.sub(r"  products: \[.*?\n  dependencies: \[.*?\n  \],\n", "", manifest, flags=re.S)
    head, targets = manifest.split("  targets: [\n", 1)
    kept = [target for target in re.split(r"(?m)^(?=    \.\w*[tT]arget\()", targets)
            if re.search(r'name: "(Kernels|CProcessor|KernelsTests)"',
                         target.split("dependencies")[0])]
    (scratch / "Package.swift").write_text(
        head + "  targets: [\n" + "".join(kept).rstrip().removesuffix(")").rstrip()
        .removesuffix("]").rstrip() + "\n  ]\n)\n")


def mutate(scratch):
    """Puts all mutations into the copy, as choices."""
    kernels = scratch / "Sources/Kernels"
    for number, (name, (file, line, new)) in enumerate(MUTATIONS.items(), 1):
        before, old, after = re.split("[«»]", line)
        text = (kernels / file).read_text()
        if text.count(before + old + after) != 1:
            sys.exit(f"{name}: {file} no longer has just one {before + old + after}")
        choice = f"{before}(mutation == {number} ? {new} : ({old})){after}"
        (kernels / file).write_text(text.replace(before + old + after, choice))
    (kernels / "Mutation.swift").write_text(CHOICE)


def failures(scratch, number, arguments):
    """The names of the tests that fail."""
    environment = os.environ | {"KERNEL_MUTATION": str(number)}
    # The tests of the workers need a pool of threads that other tests leave alone.
    for selection in (["--filter", "WorkerTests"], ["--skip", "MeasuringTests|WorkerTests"]):
        try:
            run = subprocess.run(
                ["swift", "test", "--skip-build"] + selection, cwd=scratch, capture_output=True,
                text=True, timeout=arguments.timeout, env=environment)
        except subprocess.TimeoutExpired:
            return [f"(no end within {arguments.timeout} s)"]
        names = set(re.findall(r'✘ Test "([^"\n]*)"', run.stdout + run.stderr))
        if names or run.returncode != 0:
            return sorted(names) or ["(crashed)"]
    return []


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", help="mutations; all unless given")
    parser.add_argument("--scratch", type=pathlib.Path, help="folder for the copy, kept afterwards")
    parser.add_argument("--timeout", type=int, default=300, help="seconds for one run of the tests")
    arguments = parser.parse_args()
    names = list(MUTATIONS)
    unknown = [name for name in arguments.names if name not in names]
    if unknown:
        parser.error(f"there is no mutation {unknown[0]!r}; there are {', '.join(names)}")
    temporary = None if arguments.scratch else tempfile.TemporaryDirectory()
    scratch = arguments.scratch or pathlib.Path(temporary.name)
    copy(scratch)
    mutate(scratch)
    if subprocess.run(["swift", "build", "--build-tests"], cwd=scratch).returncode != 0:
        sys.exit("the mutations don't compile")
    if found := failures(scratch, 0, arguments):
        sys.exit(f"these tests fail without any mutation: {found}")
    survivors = 0
    for name in arguments.names or names:
        found = failures(scratch, 1 + names.index(name), arguments)
        survivors += not found
        print(f"{name}: " + (f"{len(found)} tests fail" if found else "SURVIVES"), flush=True)
        for test in found:
            print(f"    {test}", flush=True)
    sys.exit(1 if survivors else 0)


if __name__ == "__main__":
    main()
