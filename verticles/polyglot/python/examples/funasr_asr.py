"""Free speech in many languages with FunASR's SenseVoice, where FunASR is installed.

    pip install xiaozhi-mesh-worker funasr torch torchaudio
    MESH_WORKER_TOKEN=… python funasr_asr.py ws://127.0.0.1:8010/worker

FunASR fetches the model at the first start.
"""

import array
import os
import re
import sys
import threading

from xiaozhi_mesh_worker import AsrWorker, Transcript, run

TAG = re.compile(r"<\|([^|]*)\|>")
LANGUAGES = {"zh", "en", "yue", "ja", "ko"}
EMOTIONS = {"HAPPY": "happy", "SAD": "sad", "ANGRY": "angry", "SURPRISED": "surprised", "NEUTRAL": "neutral"}


def transcript(raw: str) -> Transcript:
    """SenseVoice writes ``<|en|><|HAPPY|><|Speech|><|withitn|>The words.``"""
    tags = TAG.findall(raw)
    language = next((t for t in tags if t in LANGUAGES), "")
    emotion = next((EMOTIONS[t] for t in tags if t in EMOTIONS), "")
    return Transcript(TAG.sub("", raw).strip(), language, emotion)


def main() -> None:
    import numpy
    from funasr import AutoModel

    model = AutoModel(model=os.environ.get("FUNASR_MODEL", "iic/SenseVoiceSmall"), disable_update=True)
    lock = threading.Lock()

    def recognise(pcm: "array.array[int]") -> Transcript:
        sound = numpy.frombuffer(pcm, dtype=numpy.int16).astype(numpy.float32) / 32768
        with lock:
            return transcript(model.generate(input=sound, language="auto", use_itn=True)[0]["text"])

    run(AsrWorker(recognise, name=os.environ.get("MESH_WORKER_NAME", "funasr"), capacity=4, engine="funasr"),
        sys.argv[1], os.environ["MESH_WORKER_TOKEN"])


if __name__ == "__main__":
    main()
