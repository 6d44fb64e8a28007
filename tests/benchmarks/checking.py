"""How long the check of a pack takes, and how that grows with the pack; prints JSON."""

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median

from kiosk.checks.loading import check
from kiosk.pack.reading import read_pack
from kiosk.proof.proving import prove
from tests.benchmarks.synthetic import synthetic
from tests.builders import ESPOO

ROUNDS = 9
SIZES = (10, 20, 40, 60)


def main() -> None:
    """Print the milliseconds for the shipped pack, and the seconds for larger and larger ones."""
    pack = read_pack(ESPOO)
    shipped = [_seconds(lambda: check(ESPOO, pack)) for _round in range(ROUNDS)]
    proof = [_seconds(lambda: prove(pack)) for _round in range(ROUNDS)]
    packs = {size: synthetic(size) for size in SIZES}
    growth = {str(n): round(_seconds(partial(prove, large)), 2) for n, large in packs.items()}
    figures = {
        "check_ms": round(median(shipped) * 1000),
        "proof_ms": round(median(proof) * 1000),
        "check_growth": growth,
    }
    json.dump(figures, sys.stdout)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
