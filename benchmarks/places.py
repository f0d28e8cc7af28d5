"""Where the benchmarks keep what they make."""

from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
RUNS = RESULTS / "runs.jsonl"
PUBLISHED_RUNS = RESULTS / "published.jsonl"
REPLAN_RUNS = RESULTS / "replan.jsonl"
TABLE = ROOT / "benchmarks" / "RESULTS.md"
PROBLEMS = ROOT / "out" / "bench"
