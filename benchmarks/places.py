"""Where the benchmarks keep what they make."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNS = ROOT / "benchmarks" / "results" / "measured.jsonl"
TABLE = ROOT / "benchmarks" / "RESULTS.md"
PROBLEMS = ROOT / "out" / "bench"
