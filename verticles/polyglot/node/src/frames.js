/** Binary frames of the worker protocol: a header of 24 bytes, big-endian, then audio. */

export const VERSION = 1;
export const HEADER_BYTES = 24;

/** What a frame carries. */
export const Kind = Object.freeze({ AUDIO: 1, UTTERANCE_PCM: 2, SPEECH: 3, SPEECH_PCM: 4 });

const NUMBER_MAX = 2 ** 31 - 1;
const OPUS_BYTES_MAX = 7680;
const PCM_BYTES_MAX = 65536;

/** What came, or what is to be sent, is no frame of this version. */
export class FrameError extends Error {}

/** The bytes of a frame. */
export function writeFrame(frame) {
  check(frame);
  const out = Buffer.allocUnsafe(HEADER_BYTES + frame.audio.length);
  out.writeUInt8(VERSION, 0);
  out.writeUInt8(frame.kind, 1);
  out.writeUInt16BE(0, 2);
  out.writeUInt32BE(frame.stream, 4);
  out.writeUInt32BE(frame.epoch, 8);
  out.writeUInt32BE(frame.index, 12);
  out.writeUInt32BE(frame.sequence, 16);
  out.writeUInt32BE(frame.detail, 20);
  out.set(frame.audio, HEADER_BYTES);
  return out;
}

/** Reads a frame; throws {@link FrameError} for another version and for whatever the protocol forbids. */
export function readFrame(data) {
  if (data.length <= HEADER_BYTES) {
    throw new FrameError(`a frame of ${data.length} bytes`);
  }
  if (data.readUInt8(0) !== VERSION) {
    throw new FrameError(`frame version ${data.readUInt8(0)}`);
  }
  if (data.readUInt16BE(2) !== 0) {
    throw new FrameError('unknown flags');
  }
  const frame = {
    kind: data.readUInt8(1),
    stream: data.readUInt32BE(4),
    epoch: data.readUInt32BE(8),
    index: data.readUInt32BE(12),
    sequence: data.readUInt32BE(16),
    detail: data.readUInt32BE(20),
    audio: data.subarray(HEADER_BYTES),
  };
  check(frame);
  return frame;
}

function check({ kind, stream, epoch, index, sequence, detail, audio }) {
  if (!Object.values(Kind).includes(kind)) {
    throw new FrameError(`frame kind ${kind}`);
  }
  if (stream < 1) {
    throw new FrameError('stream must be positive');
  }
  if (![stream, epoch, index, sequence, detail].every((n) => Number.isInteger(n) && n >= 0 && n <= NUMBER_MAX)) {
    throw new FrameError('a number in the header is outside 0 to 2^31 - 1');
  }
  const pcm = kind === Kind.UTTERANCE_PCM || kind === Kind.SPEECH_PCM;
  if (audio.length < 1 || audio.length > (pcm ? PCM_BYTES_MAX : OPUS_BYTES_MAX)) {
    throw new FrameError(`${audio.length} bytes of audio`);
  }
  if (pcm && audio.length % 2 !== 0) {
    throw new FrameError('PCM must hold whole 16-bit samples');
  }
}
