import asyncio
import json

import pytest

from bridge import bridged
from test_asr import REF, in_time
from xiaozhi_mesh_worker import Result, ToolWorker, tool


@tool(effect="PURE")
def add(a: int, b: int = 1) -> str:
    """Adds two numbers."""
    return str(a + b)


@tool
async def leave() -> Result:
    """Says goodbye."""
    return Result("Bye.", kind="END_SESSION")


@tool
async def hang():
    """Never answers."""
    await asyncio.Event().wait()


@tool
def fail():
    """Fails."""
    raise OSError("secret")


def call(name, deadline_ms=2000, **arguments):
    return {"type": "ToolCall", "ref": REF, "name": name, "argumentsJson": json.dumps(arguments),
            "deadlineMs": deadline_ms, "idempotencyKey": "k"}


def test_function_becomes_a_tool_with_a_schema():
    spec = ToolWorker(add, name="w").hello()["tools"][0]

    assert (spec["name"], spec["description"], spec["effect"]) == ("add", "Adds two numbers.", "PURE")
    assert json.loads(spec["inputSchemaJson"]) == {
        "type": "object", "required": ["a"],
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer", "default": 1}}}


def test_unknown_effect_is_refused():
    with pytest.raises(ValueError):
        tool(effect="HARMLESS")


@pytest.mark.parametrize("asked, kind, text, failed", [
    (call("add", a=2), "THINK", "3", False),
    (call("add", a=2, b=5), "THINK", "7", False),
    (call("leave"), "END_SESSION", "Bye.", False),
    (call("fail"), "THINK", "The tool fail has failed.", True),
    (call("add", c=2), "THINK", "The tool add has failed.", True),
    (call("hang", deadline_ms=50), "THINK", "The tool hang did not answer in time.", True),
])
def test_call_ends_in_a_result(asked, kind, text, failed):
    async def scenario():
        worker = ToolWorker(add, leave, hang, fail, name="w")
        async with bridged(worker) as (bridge, stop, serving):
            socket, hello = await bridge.worker()
            assert (hello["role"], len(hello["tools"])) == ("tools", 4)
            answer = await bridge.ask(socket, asked)
            assert (answer["type"], answer["kind"], answer["text"], answer["failed"]) == (
                "ToolResult", kind, text, failed)
            assert worker.running() == 0

    in_time(scenario())


def test_unknown_tool_is_refused():
    async def scenario():
        async with bridged(ToolWorker(add, name="w")) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            assert (await bridge.ask(socket, call("other")))["error"] == "BAD_REQUEST"

    in_time(scenario())
