import asyncio
import struct
import threading

from bridge import bridged
from xiaozhi_mesh_worker import AsrWorker, Frame, Kind, Transcript

REF = {"sessionId": "s1", "turnId": 1, "epoch": 2}


def opening(stream=1, utterance=0, ref=None):
    return {"type": "UtteranceOpen", "ref": ref or REF, "utteranceId": utterance, "language": "en",
            "ownerInbox": "ingress.w.n", "stream": stream}


def pcm(samples, stream=1, epoch=2, sequence=0):
    return Frame(Kind.UTTERANCE_PCM, stream, epoch, 0, sequence, 0, struct.pack("<%dh" % len(samples), *samples))


def ending(utterance=0):
    return {"type": "UtteranceEnd", "ref": REF, "utteranceId": utterance, "pieces": 2}


def in_time(test):
    asyncio.run(asyncio.wait_for(test, 10))


def test_utterance_is_collected_recognised_and_told():
    async def scenario():
        worker = AsrWorker(lambda samples: Transcript(" ".join(map(str, samples)), "en"), name="w", engine="sums")
        async with bridged(worker) as (bridge, stop, serving):
            socket, hello = await bridge.worker()
            assert (hello["role"], hello["name"], hello["phrases"]) == ("asr", "w", False)
            assert (await bridge.ask(socket, opening()))["type"] == "Accepted"
            await bridge.say(socket, pcm([1, -2]).to_bytes())
            await bridge.say(socket, pcm([32767], sequence=1).to_bytes())
            await bridge.say(socket, pcm([9], epoch=1).to_bytes())
            await bridge.say(socket, ending())
            told = await bridge.heard(socket)
            assert told["type"] == "TranscriptFinal"
            assert (told["ref"], told["text"], told["language"], told["engine"]) == (REF, "1 -2 32767", "en", "sums")
            assert worker.running() == 0

    in_time(scenario())


def test_recogniser_that_fails_is_a_failed_utterance_and_the_next_one_works():
    async def scenario():
        words = iter([ValueError("broken"), "well"])

        def recognise(samples):
            word = next(words)
            if isinstance(word, Exception):
                raise word
            return word

        async with bridged(AsrWorker(recognise, name="w")) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            for utterance, expected in ((0, "TranscriptFailed"), (1, "TranscriptFinal")):
                await bridge.ask(socket, opening(utterance + 1, utterance))
                await bridge.say(socket, ending(utterance))
                assert (await bridge.heard(socket))["type"] == expected

    in_time(scenario())


def test_more_than_the_capacity_is_refused():
    async def scenario():
        async with bridged(AsrWorker(lambda samples: "", name="w", capacity=1)) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            assert (await bridge.ask(socket, opening()))["type"] == "Accepted"
            refusal = await bridge.ask(socket, opening(2, 1))
            assert (refusal["type"], refusal["error"]) == ("error", "OVERLOADED")

    in_time(scenario())


def test_cancelled_utterance_has_no_transcript_even_when_it_is_being_recognised():
    async def scenario():
        begun, go_on = threading.Event(), threading.Event()

        def recognise(samples):
            begun.set()
            go_on.wait(5)
            return "late"

        async with bridged(AsrWorker(recognise, name="w", capacity=2)) as (bridge, stop, serving):
            socket, _ = await bridge.worker()
            await bridge.ask(socket, opening())
            await bridge.say(socket, ending())
            await asyncio.get_running_loop().run_in_executor(None, begun.wait, 5)
            await bridge.say(socket, {"type": "UtteranceCancel", "ref": REF, "utteranceId": 0})
            await bridge.say(socket, {"type": "ping", "atMs": 5})
            assert (await bridge.heard(socket))["type"] == "alive"
            go_on.set()
            await bridge.ask(socket, opening(2, 1))
            await bridge.say(socket, ending(1))
            told = await bridge.heard(socket)
            assert (told["type"], told["utteranceId"]) == ("TranscriptFinal", 1)

    in_time(scenario())


def test_phrases_of_all_sources_reach_the_recogniser():
    async def scenario():
        heard = []
        async with bridged(AsrWorker(lambda samples: "", name="w", phrases=heard.append)) as (bridge, stop, serving):
            socket, hello = await bridge.worker()
            assert hello["phrases"] is True
            for source, text in (("a", "one"), ("b", "two"), ("a", "three")):
                await bridge.say(socket, {
                    "type": "PhrasesDeclared", "source": source, "phrases": [{"language": "en", "text": text}]})
            await bridge.say(socket, {"type": "ping", "atMs": 1})
            await bridge.heard(socket)
            assert [sorted(p["text"] for p in phrases) for phrases in heard] == [["one"], ["one", "two"],
                                                                                ["three", "two"]]

    in_time(scenario())
