"""table.py DIR ROUNDS: medians and spread of a.N.json and b.N.json, JMH's results of two commits."""
import json
import statistics
import sys

# With five rounds each, two equal commits lie wholly apart by chance once in 126 times; with fewer too often.
ROUNDS_FOR_A_VERDICT = 5


def scores(folder, side, rounds):
    found = {}
    for round_ in range(1, rounds + 1):
        with open(f"{folder}/{side}.{round_}.json", encoding="utf-8") as file:
            for result in json.load(file):
                params = ",".join(f"{k}={v}" for k, v in sorted(result.get("params", {}).items()))
                name = ".".join(result["benchmark"].split(".")[-2:]) + (f"({params})" if params else "")
                metric = result["primaryMetric"]
                values = [value for fork in metric["rawData"] for value in fork]
                found.setdefault((name, metric["scoreUnit"]), []).append(statistics.median(values))
    return found


def main():
    folder, rounds = sys.argv[1], int(sys.argv[2])
    a, b = scores(folder, "a", rounds), scores(folder, "b", rounds)
    print(f"{'benchmark':60} {'A':>10} {'B':>10} unit   B/A  spread A, B; verdict")
    for key in sorted(a.keys() & b.keys()):
        left, right = statistics.median(a[key]), statistics.median(b[key])
        apart = max(a[key]) < min(b[key]) or max(b[key]) < min(a[key])
        spread = [(max(v) - min(v)) / statistics.median(v) for v in (a[key], b[key])]
        verdict = "within the spread"
        if rounds < ROUNDS_FOR_A_VERDICT:
            verdict = "too few rounds to tell"
        elif apart:
            verdict = "B slower" if right > left else "B faster"
        print(f"{key[0]:60} {left:10.3f} {right:10.3f} {key[1]:5} {right / left:5.2f}  "
              f"{spread[0]:.0%}, {spread[1]:.0%}; {verdict}")
    for key in sorted(a.keys() ^ b.keys()):
        print(f"{key[0]:60} only in {'A' if key in a else 'B'}")


if __name__ == "__main__":
    main()
