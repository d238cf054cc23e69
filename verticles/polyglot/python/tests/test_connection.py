import asyncio

import pytest

from bridge import bridged
from test_asr import REF, ending, in_time, opening
from xiaozhi_mesh_worker import AsrWorker


def test_ping_is_answered():
    async def scenario():
        async with bridged(AsrWorker(lambda samples: "", name="w")) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            await bridge.say(socket, {"type": "ping", "atMs": 17})
            assert await bridge.heard(socket) == {"type": "alive", "atMs": 17, "load": 0}

    in_time(scenario())


def test_unknown_request_is_refused_and_unknown_message_ignored():
    async def scenario():
        async with bridged(AsrWorker(lambda samples: "", name="w")) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            await bridge.say(socket, {"type": "SomethingNew", "ref": REF})
            assert (await bridge.ask(socket, {"type": "SpeakOpen", "ref": REF}))["error"] == "BAD_REQUEST"

    in_time(scenario())


def test_lost_connection_is_made_again_and_old_leases_are_forgotten():
    async def scenario():
        worker = AsrWorker(lambda samples: "", name="w", capacity=1)
        async with bridged(worker) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            await bridge.ask(socket, opening())
            assert worker.running() == 1
            await socket.close()
            again, _ = await bridge.worker()
            assert worker.running() == 0
            assert (await bridge.ask(again, opening()))["type"] == "Accepted"

    in_time(scenario())


def test_stopped_worker_drains_what_runs_and_says_goodbye():
    async def scenario():
        async with bridged(AsrWorker(lambda samples: "last words", name="w")) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            await bridge.ask(socket, opening())
            stop.set()
            assert (await bridge.heard(socket))["type"] == "drain"
            await bridge.say(socket, ending())
            assert (await bridge.heard(socket))["text"] == "last words"
            assert (await bridge.heard(socket))["type"] == "bye"
            await asyncio.wait_for(serving, 5)

    in_time(scenario())


def test_drain_ends_at_its_limit_although_work_runs():
    async def scenario():
        worker = AsrWorker(lambda samples: "", name="w")
        async with bridged(worker, drain_s=0.1) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            await bridge.ask(socket, opening())
            stop.set()
            assert (await bridge.heard(socket))["type"] == "drain"
            assert (await bridge.heard(socket))["type"] == "bye"
            await asyncio.wait_for(serving, 5)

    in_time(scenario())


def test_wrong_token_ends_the_worker():
    async def scenario():
        async with bridged(AsrWorker(lambda samples: "", name="w"), token="guess") as (bridge, stop, serving):
            with pytest.raises(PermissionError):
                await asyncio.wait_for(serving, 5)

    in_time(scenario())


def test_frame_of_another_version_costs_the_connection_and_nothing_else():
    async def scenario():
        async with bridged(AsrWorker(lambda samples: "", name="w")) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            await bridge.say(socket, b"\x02" * 30)
            again, _ = await bridge.worker()
            assert (await bridge.ask(again, opening()))["type"] == "Accepted"

    in_time(scenario())
