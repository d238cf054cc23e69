/**
 * Speaks with eSpeak NG, which must be installed.
 *
 *   MESH_WORKER_TOKEN=… node espeak-tts.js ws://127.0.0.1:8010/worker
 */
import { spawn } from 'node:child_process';
import { TtsWorker, run } from '../src/index.js';

const WAV_HEADER_BYTES = 44;
const RATE_OFFSET = 24;

/** eSpeak NG writes a WAV of unknown length to its output while it speaks. */
export async function* espeak({ text, language }, signal) {
  const voice = { zh: 'cmn' }[language] ?? (language || 'en');
  const child = spawn('espeak-ng', ['-v', voice, '--stdout', '--stdin'], { signal, stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`espeak-ng ended with ${code}`))));
  });
  ended.catch(() => {});
  child.stdin.on('error', () => {});
  child.stdin.end(text);
  let held = Buffer.alloc(0);
  let sampleRateHz = 0;
  for await (const chunk of child.stdout) {
    held = Buffer.concat([held, chunk]);
    if (sampleRateHz === 0 && held.length >= WAV_HEADER_BYTES) {
      sampleRateHz = held.readUInt32LE(RATE_OFFSET);
      held = held.subarray(WAV_HEADER_BYTES);
    }
    const whole = held.length - (held.length % 2);
    if (sampleRateHz > 0 && whole > 0) {
      yield { pcm: held.subarray(0, whole), sampleRateHz };
      held = held.subarray(whole);
    }
  }
  await ended;
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const name = process.env.MESH_WORKER_NAME ?? 'espeak';
  await run(new TtsWorker(espeak, { name, capacity: 8, engine: 'espeak-node' }), process.argv[2],
    process.env.MESH_WORKER_TOKEN ?? '');
}
