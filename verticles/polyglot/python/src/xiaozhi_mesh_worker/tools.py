"""Tools as a worker: functions that a language model may call."""

from __future__ import annotations

import asyncio
import inspect
import json
import logging
import typing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Optional

from .connection import Message, Refusal, Send, Worker

LOG = logging.getLogger(__name__)
TEXT_CHARS_MAX = 16_000
_JSON_TYPES = {int: "integer", float: "number", str: "string", bool: "boolean", list: "array", dict: "object"}
_EFFECTS = ("PURE", "IDEMPOTENT", "SIDE_EFFECTING")


@dataclass(frozen=True)
class Result:
    """What the dialogue does with the text: SAY it, THINK about it, stay SILENT, say it and END_SESSION, or PLAY the sound."""

    text: str
    kind: str = "THINK"
    failed: bool = False


@dataclass(frozen=True)
class _Tool:
    call: Callable[..., Any]
    spec: Message


def tool(
    function: Optional[Callable[..., Any]] = None, *, effect: str = "SIDE_EFFECTING", name: Optional[str] = None
) -> Any:
    """Makes a function a tool. Its docstring tells the model what it does, its annotations become the schema.

    :param effect: PURE, IDEMPOTENT or SIDE_EFFECTING: may a call be repeated
    """
    if effect not in _EFFECTS:
        raise ValueError("effect must be one of " + ", ".join(_EFFECTS))

    def mark(marked: Callable[..., Any]) -> Callable[..., Any]:
        marked.mesh_tool = _Tool(marked, {  # type: ignore[attr-defined]
            "name": name or marked.__name__, "description": inspect.getdoc(marked) or "",
            "inputSchemaJson": json.dumps(_schema(marked)), "effect": effect, "origin": "",
        })
        return marked

    return mark if function is None else mark(function)


def _schema(function: Callable[..., Any]) -> Message:
    hints = typing.get_type_hints(function)
    properties: Dict[str, Any] = {}
    required: List[str] = []
    for parameter in inspect.signature(function).parameters.values():
        hint = hints.get(parameter.name, str)
        properties[parameter.name] = {"type": _JSON_TYPES.get(typing.get_origin(hint) or hint, "string")}
        if parameter.default is inspect.Parameter.empty:
            required.append(parameter.name)
        else:
            properties[parameter.name]["default"] = parameter.default
    return {"type": "object", "properties": properties, "required": required}


class ToolWorker(Worker):
    """Offers functions marked with :func:`tool`. Plain functions run on threads, coroutines on the loop."""

    def __init__(self, *functions: Callable[..., Any], name: str, version: str = "0", capacity: int = 8) -> None:
        self._tools: Dict[str, _Tool] = {}
        for function in functions:
            marked: _Tool = function.mesh_tool  # type: ignore[attr-defined]
            self._tools[marked.spec["name"]] = marked
        self._hello: Message = {
            "role": "tools", "name": name, "version": version, "capacity": capacity, "phrases": False,
            "tools": [t.spec for t in self._tools.values()],
        }
        self._executor = ThreadPoolExecutor(capacity, "tool")
        self._running = 0

    def hello(self) -> Message:
        return self._hello

    def connected(self, send: Send, welcome: Message) -> None:
        self._running = 0

    def disconnected(self) -> None:
        self._running = 0

    def running(self) -> int:
        return self._running

    async def request(self, message: Message) -> Message:  # type: ignore[override]
        found = self._tools.get(message.get("name", ""))
        if message["type"] != "ToolCall" or found is None:
            raise Refusal("BAD_REQUEST", "there is no such tool")
        self._running += 1
        try:
            result = await asyncio.wait_for(
                self._run(found, json.loads(message["argumentsJson"] or "{}") or {}), message["deadlineMs"] / 1000)
        except asyncio.TimeoutError:
            result = Result(f"The tool {message['name']} did not answer in time.", failed=True)
        except Exception:  # The border to foreign code: whatever it throws is a failed call and nothing more.
            LOG.exception("the tool %s failed", message["name"])
            result = Result(f"The tool {message['name']} has failed.", failed=True)
        finally:
            self._running -= 1
        return {"type": "ToolResult", "kind": result.kind, "text": result.text[:TEXT_CHARS_MAX],
                "failed": result.failed}

    async def _run(self, found: _Tool, arguments: Dict[str, Any]) -> Result:
        if inspect.iscoroutinefunction(found.call):
            value = await found.call(**arguments)
        else:
            loop = asyncio.get_running_loop()
            value = await loop.run_in_executor(self._executor, lambda: found.call(**arguments))
        return value if isinstance(value, Result) else Result(str(value))
