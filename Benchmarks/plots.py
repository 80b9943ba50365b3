"""Times the same figures in plotext, plotille, uniplot and Plot, one after the other.

    pip install plotext==5.3.2 plotille==6.0.5 uniplot==0.23.2
    swift build -c release --product PlotBenchmark
    python Benchmarks/plots.py

Fresh data in each run; medians in milliseconds. Lines: 3 x 1000 points on 120 x 40 cells.
Heatmap: 64 x 64. A library without a figure of a kind has a dash.
"""

import math
import random
import statistics
import subprocess
import sys
import time

POINTS, COLUMNS, ROWS, RUNS = 1000, 120, 40, 20


def waves():
    x = [20 * i / POINTS for i in range(POINTS)]
    phases = [random.uniform(0, 6) for _ in range(3)]
    return x, [[math.sin(v + p) * (k + 1) + v / 10 for v in x] for k, p in enumerate(phases)]


def matrix():
    return [[random.random() for _ in range(64)] for _ in range(64)]


def plotext_lines(data):
    import plotext

    x, ys = data
    plotext.clear_figure()
    plotext.plotsize(COLUMNS, ROWS)
    for k, y in enumerate(ys):
        plotext.plot(x, y, marker="braille", label=f"series {k}")
    return plotext.build()


def plotext_heatmap(data):
    import plotext

    plotext.clear_figure()
    plotext.plotsize(140, 40)
    plotext.matrix_plot(data)
    return plotext.build()


def plotille_lines(data):
    import plotille

    x, ys = data
    figure = plotille.Figure()
    figure.width, figure.height = 100, 30
    for k, y in enumerate(ys):
        figure.plot(x, y, label=f"series {k}")
    return figure.show(legend=True)


def plotille_heatmap(data):
    import plotille

    figure = plotille.Figure()
    figure.width, figure.height = 64, 64
    figure.color_mode = "byte"
    figure.imgshow(data, cmap="viridis")
    return figure.show()


def uniplot_lines(data):
    import uniplot

    x, ys = data
    return uniplot.plot_to_string(
        xs=[x] * 3, ys=ys, width=COLUMNS - 10, height=ROWS - 4, lines=True,
        character_set="braille", color=True, legend_labels=["a", "b", "c"])


def median(task, make):
    times = []
    for run in range(RUNS + 3):
        data = make()
        start = time.perf_counter()
        task(data)
        if run >= 3:
            times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times)


def main():
    random.seed(42)
    print(f"{'library':<22}{'lines ms':>10}{'heatmap ms':>12}")
    for name, lines, heatmap in [
        ("plotext", plotext_lines, plotext_heatmap),
        ("plotille", plotille_lines, plotille_heatmap),
        ("uniplot", uniplot_lines, None),
    ]:
        cells: list[str] = []
        for task, make in [(lines, waves), (heatmap, matrix)]:
            try:
                cells.append(f"{median(task, make):.2f}" if task else "-")
            except Exception as error:
                print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
                cells.append("failed")
        print(f"{name:<22}{cells[0]:>10}{cells[1]:>12}")
    print(subprocess.run([".build/release/PlotBenchmark"], capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
