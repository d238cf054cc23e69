/** A voice as a worker: any source of PCM. */

import { Refusal } from './connection.js';
import { Kind } from './frames.js';

const BYTES_PER_SAMPLE = 2;

/** One answer: its sentences in order, its credit, its frames. */
class Answer {
  constructor(open, worker) {
    this.ref = open.ref;
    this.stream = open.stream;
    this.frameMs = open.downlink.frameDurationMs;
    this.credit = open.creditFrames;
    this.worker = worker;
    this.abort = new AbortController();
    this.sentences = [];
    this.sequence = 0;
    this.ended = false;
    this.speaking = false;
    this.wake = () => {};
  }

  grant(upToSequence) {
    this.credit = Math.max(this.credit, upToSequence);
    this.wake();
  }

  cancel() {
    this.abort.abort();
    this.wake();
  }

  add(sentence) {
    this.sentences.push(sentence);
    this.advance();
  }

  async advance() {
    if (this.speaking) {
      return;
    }
    this.speaking = true;
    while (this.sentences.length > 0 && !this.abort.signal.aborted) {
      await this.speak(this.sentences.shift());
    }
    this.speaking = false;
    if (this.ended && !this.abort.signal.aborted) {
      this.worker.over(this);
    }
  }

  async speak(sentence) {
    const about = { ref: this.ref, index: sentence.index };
    const first = this.sequence;
    try {
      await this.sound(sentence);
    } catch (error) {
      this.tell({ type: 'SpeakFailed', ...about, error: 'PROVIDER_FAILED', message: 'the voice failed' });
      return;
    }
    this.tell({ type: 'SentenceSpoken', ...about, frames: this.sequence - first, engine: this.worker.engine });
  }

  async sound(sentence) {
    let held = Buffer.alloc(0);
    let rate = 0;
    let frameBytes = 0;
    for await (const { pcm, sampleRateHz } of this.worker.synthesise(sentence, this.abort.signal)) {
      rate = sampleRateHz;
      frameBytes = Math.floor((rate * this.frameMs) / 1000) * BYTES_PER_SAMPLE;
      held = Buffer.concat([held, pcm]);
      for (; held.length >= frameBytes; held = held.subarray(frameBytes)) {
        await this.frame(sentence.index, rate, held.subarray(0, frameBytes));
      }
    }
    if (held.length >= BYTES_PER_SAMPLE) {
      await this.frame(sentence.index, rate, held.subarray(0, held.length - (held.length % BYTES_PER_SAMPLE)));
    }
  }

  async frame(index, rate, audio) {
    while (this.sequence >= this.credit && !this.abort.signal.aborted) {
      await new Promise((resolve) => { this.wake = resolve; });
    }
    this.tell({
      kind: Kind.SPEECH_PCM, stream: this.stream, epoch: this.ref.epoch, index, sequence: this.sequence, detail: rate, audio,
    });
    this.sequence += 1;
  }

  tell(message) {
    if (!this.abort.signal.aborted) {
      this.worker.send(message);
    }
  }
}

/**
 * Speaks with any synthesiser: an async generator that takes {text, language, voice} and an AbortSignal, and yields
 * {pcm: Buffer of 16-bit little-endian samples, sampleRateHz}. The bridge resamples and encodes.
 */
export class TtsWorker {
  #hello;
  #bySession = new Map();

  constructor(synthesise, { name, version = '0', capacity = 4, engine = 'node' }) {
    this.synthesise = synthesise;
    this.engine = engine;
    this.#hello = { role: 'tts', name, version, capacity, phrases: false, tools: [] };
    this.send = () => {};
  }

  hello() {
    return this.#hello;
  }

  connected(send) {
    this.send = send;
  }

  disconnected() {
    this.#bySession.forEach((answer) => answer.cancel());
    this.#bySession.clear();
  }

  running() {
    return this.#bySession.size;
  }

  frame() {}

  request(message) {
    if (message.type !== 'SpeakOpen') {
      throw new Refusal('BAD_REQUEST', `a tts worker takes no ${message.type}`);
    }
    const session = message.ref.sessionId;
    this.#bySession.get(session)?.cancel();
    this.#bySession.delete(session);
    if (this.#bySession.size >= this.#hello.capacity) {
      throw new Refusal('OVERLOADED', 'full');
    }
    this.#bySession.set(session, new Answer(message, this));
    return { type: 'Accepted' };
  }

  message(message) {
    const answer = message.ref && this.#bySession.get(message.ref.sessionId);
    if (!answer || answer.ref.epoch !== message.ref.epoch || answer.ref.turnId !== message.ref.turnId) {
      return;
    }
    switch (message.type) {
      case 'SpeakSentence':
        answer.add(message);
        break;
      case 'SpeakEnd':
        answer.ended = true;
        answer.advance();
        break;
      case 'SpeakCredit':
        answer.grant(message.upToSequence);
        break;
      case 'SpeakCancel':
        answer.cancel();
        this.over(answer);
        break;
      default:
    }
  }

  /** An answer has said everything. */
  over(answer) {
    if (this.#bySession.get(answer.ref.sessionId) === answer) {
      this.#bySession.delete(answer.ref.sessionId);
    }
  }
}
