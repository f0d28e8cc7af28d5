"""``python -m benchmarks.shapes``."""

from benchmarks.shapes.run import main

if __name__ == "__main__":
    main()
