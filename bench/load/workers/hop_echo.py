"""A tool that says what it is told, for "mesh bench hop".

    PYTHONPATH=…/polyglot/python/src MESH_WORKER_TOKEN=… python hop_echo.py ws://127.0.0.1:8010/worker
"""

import os
import sys

from xiaozhi_mesh_worker import ToolWorker, run, tool


@tool(effect="PURE")
async def hop_echo_python(text: str) -> str:
    """Says the same text."""
    return text


if __name__ == "__main__":
    run(ToolWorker(hop_echo_python, name="hop-python", capacity=64), sys.argv[1], os.environ["MESH_WORKER_TOKEN"])
