"""Recognises what the mesh has declared that can be said, with PocketSphinx and the model inside its package.

    pip install xiaozhi-mesh-worker pocketsphinx
    MESH_WORKER_TOKEN=… python pocketsphinx_asr.py ws://127.0.0.1:8010/worker
"""

import array
import logging
import os
import sys
import threading
from typing import Dict, List

from pocketsphinx import Decoder

from xiaozhi_mesh_worker import AsrWorker, run

LOG = logging.getLogger("pocketsphinx_asr")
SEARCH = "mesh"


class PhraseRecogniser:
    """One decoder behind a lock; its grammar is one phrase out of those declared."""

    def __init__(self) -> None:
        self._decoder = Decoder(samprate=16_000, lm=None, loglevel="FATAL")
        self._lock = threading.Lock()
        self._ready = False

    def phrases(self, declared: List[Dict[str, str]]) -> None:
        """Takes the phrases whose words are all in the dictionary."""
        known = sorted({p["text"] for p in declared if p["language"].startswith("en") and self._knows(p["text"])})
        if not known:
            return
        grammar = "#JSGF V1.0;\ngrammar mesh;\npublic <phrase> = " + " | ".join(known) + ";\n"
        with self._lock:
            self._decoder.add_jsgf_string(SEARCH, grammar)
            self._decoder.activate_search(SEARCH)
            self._ready = True
        LOG.info("listening for %d phrases", len(known))

    def recognise(self, pcm: "array.array[int]") -> str:
        """The phrase that was said, or ""."""
        if not self._ready or not pcm:
            return ""
        with self._lock:
            self._decoder.start_utt()
            self._decoder.process_raw(pcm.tobytes(), full_utt=True)
            self._decoder.end_utt()
            found = self._decoder.hyp()
            return found.hypstr if found else ""

    def _knows(self, text: str) -> bool:
        return all(self._decoder.lookup_word(word) for word in text.split())


def main() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    recogniser = PhraseRecogniser()
    worker = AsrWorker(
        recogniser.recognise, name=os.environ.get("MESH_WORKER_NAME", "pocketsphinx"), version="1.0", capacity=4,
        engine="pocketsphinx", phrases=recogniser.phrases)
    run(worker, sys.argv[1], os.environ["MESH_WORKER_TOKEN"])


if __name__ == "__main__":
    main()
