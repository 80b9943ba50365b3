#!/usr/bin/env python3
"""Falsifies what the lessons claim, one claim at a time: each must then be reported as wrong.

    python3 Tests/Mutations/falsify.py                      every lesson, some minutes
    python3 Tests/Mutations/falsify.py Lessons/03-tiling.md  one of them

Every comparison in every `expect` is turned round (`<` becomes `>=`), every equality is also moved
by a hundredth, and every range to just above and just below itself. The falsified claims take the
place of the true ones in a copy of the lesson, and each cell is run once. Ends with code 1 when a
falsified claim is said to hold, for then the true one says nothing.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
OPPOSITES = {"<=": ">", ">=": "<", "==": "!=", "!=": "==", "<": ">=", ">": "<="}
CELL = re.compile(r"^```flash \{#(?P<id>[\w-]+) \.(?:run|exercise)\}\n(?P<body>.*?)^```$", re.M | re.S)
EXPECT = re.compile(r"^expect:\n(?P<claims>(?:  .*\n)+)", re.M)


def pieces(text, separators):
    """The text cut at the separators that stand outside of all brackets, and those separators."""
    found, depth, start, place = [], 0, 0, 0
    while place < len(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(text[place], 0)
        hit = next((s for s in separators if not depth and text.startswith(s, place)), None)
        if hit:
            found += [text[start:place], hit]
            start = place = place + len(hit)
        else:
            place += 1
    return found + [text[start:]]


def falsified(claim):
    """Claims of which none can hold where this one does."""
    parts = pieces(claim, [" and ", " or "])
    for index in range(0, len(parts), 2):
        for wrong in turned(parts[index].strip()):
            yield "".join(parts[:index] + [wrong] + parts[index + 1:]) if "or" not in \
                [part.strip() for part in parts[1::2]] else wrong


def turned(comparison):
    """One comparison made wrong in each way there is."""
    parts = [part.strip() for part in pieces(comparison, [" in "])]
    if len(parts) == 3:
        value, (low, _, high) = parts[0], [p.strip() for p in pieces(parts[2], [".."])]
        yield f"not ({value} in {low} .. {high})"
        yield f"{value} in ({high}) + 0.001 * (({high}) - ({low})) .. 2 * ({high}) - ({low})"
        yield f"{value} in 2 * ({low}) - ({high}) .. ({low}) - 0.001 * (({high}) - ({low}))"
        return
    parts = [part.strip() for part in pieces(comparison, list(OPPOSITES))]
    if len(parts) != 3:
        raise SystemExit(f"no single comparison in: {comparison}")
    left, sign, right = parts
    yield f"{left} {OPPOSITES[sign]} {right}"
    if sign == "==":
        yield f"{left} == 1.01 * ({right}) + 1e-9"


def claims(body):
    """The expectations of a cell, each on one line."""
    block = EXPECT.search(body)
    if not block:
        return []
    entries = re.split(r"^  - ", block["claims"], flags=re.M)[1:]
    return [" ".join(entry.split()).strip("'\"") for entry in entries]


def claim_lines(text, cell):
    """The numbers of the lines that hold the expectations of a cell."""
    block = EXPECT.search(cell["body"])
    if not block:
        return range(0)
    first = text.count("\n", 0, cell.start("body") + block.start("claims")) + 1
    return range(first, first + block["claims"].count("\n"))


def refuted_lines(program, name, text):
    """The numbers of the lines of a lesson whose claims do not hold."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / name
        copy.write_text(text)
        check = subprocess.run(
            [program, "check", "--run", "--format", "json", copy], capture_output=True, text=True)
    if check.returncode != 1:
        sys.exit(f"{name}: {check.returncode}: {check.stderr.strip()}")
    found = json.loads(check.stdout)["diagnostics"]
    others = [d for d in found if d["code"] not in ("R302", "W307")]
    if others:
        sys.exit(f"{name}:{others[0]['line']}: {others[0]['message']}")
    return {d["line"] for d in found if d["code"] == "R302"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("lessons", nargs="*", type=pathlib.Path, help="files; the course unless given")
    parser.add_argument("--program", default=ROOT / ".build/release/flashtutor")
    arguments = parser.parse_args()
    true, wrong, silent = 0, 0, 0
    for path in arguments.lessons or sorted((ROOT / "Lessons").glob("*.md")):
        text = path.read_text()
        mutants = {}
        for cell in CELL.finditer(text):
            given = claims(cell["body"])
            true += len(given)
            if given:
                mutants[cell["id"]] = [(claim, new) for claim in given for new in falsified(claim)]

        def replaced(cell):
            lines = [f"  - {json.dumps(new)}\n" for _, new in mutants.get(cell["id"], [])]
            return EXPECT.sub(lambda _: "expect:\n" + "".join(lines), cell[0])

        wronged = CELL.sub(replaced, text)
        refuted = refuted_lines(arguments.program, path.name, wronged)
        places = iter(number for cell in CELL.finditer(wronged) for number in claim_lines(wronged, cell))
        for id, list in mutants.items():
            for claim, new in list:
                wrong += 1
                if next(places) not in refuted:
                    silent += 1
                    print(f"{path.name}#{id}: '{claim}' also holds as '{new}'", flush=True)
        print(f"{path.name}: {sum(map(len, mutants.values()))} falsified claims", flush=True)
    print(f"{true} claims, falsified {wrong} times: {silent} not noticed")
    sys.exit(1 if silent or not true else 0)


if __name__ == "__main__":
    main()
