"""The example with PocketSphinx, which also tells on its standard output when an utterance is given to it.

    PYTHONPATH=…/python/src:…/python/examples MESH_WORKER_TOKEN=… python told_asr.py ws://127.0.0.1:8010/worker
"""

import logging
import os
import ssl
import sys

from pocketsphinx_asr import PhraseRecogniser

from xiaozhi_mesh_worker import AsrWorker, run


class ToldAsrWorker(AsrWorker):
    def request(self, message):
        answer = super().request(message)
        print("opened", flush=True)
        return answer


def main() -> None:
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    recogniser = PhraseRecogniser()
    worker = ToldAsrWorker(recogniser.recognise, name=os.environ["MESH_WORKER_NAME"], capacity=4, engine="told",
                           phrases=recogniser.phrases)
    authority = os.environ.get("MESH_WORKER_CA")
    run(worker, sys.argv[1], os.environ["MESH_WORKER_TOKEN"],
        ssl=ssl.create_default_context(cafile=authority) if authority else None)


if __name__ == "__main__":
    main()
