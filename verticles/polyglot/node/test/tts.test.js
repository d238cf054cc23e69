import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kind, TtsWorker, readFrame } from '../src/index.js';
import { bridged } from './bridge.js';

const REF = { sessionId: 's1', turnId: 1, epoch: 3 };
const RATE = 16_000;
const FRAME_BYTES = ((RATE * 60) / 1000) * 2;

const open = (credit, ref = REF, stream = 1) => ({
  type: 'SpeakOpen', ref, ownerInbox: 'ingress.w.n', stream, creditFrames: credit,
  downlink: { sampleRateHz: 24_000, channels: 1, frameDurationMs: 60 },
});
const sentence = (index, ref = REF) => ({ type: 'SpeakSentence', ref, index, text: 'Hello.', language: 'en', voice: '' });

/** Two and a half frames in pieces that fit no frame. */
async function* voice() {
  for (let left = FRAME_BYTES * 2.5; left > 0; left -= 700) {
    yield { pcm: Buffer.alloc(Math.min(700, left), 1), sampleRateHz: RATE };
  }
}

test('a sentence is cut into frames, and its end is told', () => bridged(new TtsWorker(voice, { name: 'w' }), async ({ welcomed }) => {
  const peer = await welcomed();
  assert.equal(peer.hello.role, 'tts');
  assert.equal((await peer.ask(open(50))).type, 'Accepted');
  peer.say(sentence(0));
  const frames = [await peer.next(), await peer.next(), await peer.next()].map(readFrame);
  assert.deepEqual(frames.map((f) => [f.kind, f.stream, f.epoch, f.index, f.sequence, f.detail]),
    [0, 1, 2].map((sequence) => [Kind.SPEECH_PCM, 1, 3, 0, sequence, RATE]));
  assert.deepEqual(frames.map((f) => f.audio.length), [FRAME_BYTES, FRAME_BYTES, FRAME_BYTES / 2]);
  assert.deepEqual(await peer.next(), { type: 'SentenceSpoken', ref: REF, index: 0, frames: 3, engine: 'node' });
}));

test('no frame goes beyond the credit', () => bridged(new TtsWorker(voice, { name: 'w' }), async ({ welcomed }) => {
  const peer = await welcomed();
  await peer.ask(open(1));
  peer.say(sentence(0));
  assert.equal(readFrame(await peer.next()).sequence, 0);
  peer.say({ type: 'ping', atMs: 1 });
  assert.equal((await peer.next()).type, 'alive');
  peer.say({ type: 'SpeakCredit', ref: REF, upToSequence: 3 });
  assert.deepEqual([readFrame(await peer.next()).sequence, readFrame(await peer.next()).sequence], [1, 2]);
  assert.equal((await peer.next()).type, 'SentenceSpoken');
}));

test('a cancelled answer is silent, and its place is free', () => {
  const worker = new TtsWorker(voice, { name: 'w', capacity: 1 });
  return bridged(worker, async ({ welcomed }) => {
    const peer = await welcomed();
    await peer.ask(open(1));
    peer.say(sentence(0));
    await peer.next();
    assert.equal((await peer.ask(open(1, { ...REF, sessionId: 's2' }, 2))).error, 'OVERLOADED');
    peer.say({ type: 'SpeakCancel', ref: REF });
    peer.say({ type: 'SpeakCredit', ref: REF, upToSequence: 9 });
    assert.equal((await peer.ask(open(1, { ...REF, sessionId: 's2' }, 2))).type, 'Accepted');
    assert.equal(worker.running(), 1);
  });
});

test('a voice that fails fails its sentence, and the next one sounds', () => {
  let calls = 0;
  async function* moody() {
    calls += 1;
    if (calls === 1) {
      throw new Error('hoarse');
    }
    yield { pcm: Buffer.alloc(FRAME_BYTES), sampleRateHz: RATE };
  }
  return bridged(new TtsWorker(moody, { name: 'w' }), async ({ welcomed }) => {
    const peer = await welcomed();
    await peer.ask(open(9));
    peer.say(sentence(0));
    peer.say(sentence(1));
    assert.equal((await peer.next()).type, 'SpeakFailed');
    assert.equal(readFrame(await peer.next()).sequence, 0);
    assert.equal((await peer.next()).index, 1);
  });
});

test('a stopped worker lets the answer end, then says goodbye', () => bridged(new TtsWorker(voice, { name: 'w' }), async ({ welcomed, stop, serving }) => {
  const peer = await welcomed();
  await peer.ask(open(9));
  stop.abort();
  assert.equal((await peer.next()).type, 'drain');
  peer.say(sentence(0));
  peer.say({ type: 'SpeakEnd', ref: REF, sentences: 1 });
  const rest = [];
  for (let message = await peer.next(); message.type !== 'bye'; message = await peer.next()) {
    rest.push(Buffer.isBuffer(message) ? 'frame' : message.type);
  }
  assert.deepEqual(rest, ['frame', 'frame', 'frame', 'SentenceSpoken']);
  await serving;
}));
