"""What stands in for a GPU's recordings."""

from __future__ import annotations


class Recorder:
    """Record nothing: run the work again. It counts what was to be recorded, and runs."""

    def __init__(self) -> None:
        self.recorded = self.runs = 0

    def __call__(self, work):
        self.recorded += 1

        def run() -> None:
            self.runs += 1
            work()

        return run
