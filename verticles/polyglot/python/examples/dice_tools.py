"""Two tools.

    pip install xiaozhi-mesh-worker
    MESH_WORKER_TOKEN=… python dice_tools.py ws://127.0.0.1:8010/worker
"""

import os
import random
import sys

from xiaozhi_mesh_worker import ToolWorker, run, tool


@tool(effect="PURE")
def roll_dice(sides: int = 6, count: int = 1) -> str:
    """Rolls dice and tells what they show."""
    return ", ".join(str(random.randint(1, max(1, sides))) for _ in range(max(1, min(count, 20))))


@tool(effect="PURE")
def add_numbers(numbers: list) -> str:
    """Adds numbers exactly."""
    return str(sum(numbers))


if __name__ == "__main__":
    run(ToolWorker(roll_dice, add_numbers, name=os.environ.get("MESH_WORKER_NAME", "dice")),
        sys.argv[1], os.environ["MESH_WORKER_TOKEN"])
