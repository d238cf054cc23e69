/** The same bytes as every other implementation. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FrameError, Kind, readFrame, writeFrame } from '../src/index.js';

const vectors = JSON.parse(readFileSync(new URL('../../../../shared-protocol/vectors/worker-frames.json', import.meta.url)));

for (const { hex, kind, audio, ...header } of vectors.good) {
  test(`committed vector ${kind} ${header.stream} is read and written alike`, () => {
    const frame = { kind: Kind[kind], ...header, audio: Buffer.from(audio, 'hex') };
    assert.equal(writeFrame(frame).toString('hex'), hex);
    assert.deepEqual(readFrame(Buffer.from(hex, 'hex')), frame);
  });
}

for (const { why, hex } of vectors.bad) {
  test(`${why} is refused`, () => {
    assert.throws(() => readFrame(Buffer.from(hex, 'hex')), FrameError);
  });
}

test('vectors cover every kind', () => {
  assert.deepEqual(new Set(vectors.good.map((v) => v.kind)), new Set(Object.keys(Kind)));
});
