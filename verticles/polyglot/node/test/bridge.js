/** A bridge in the test's hands, over a real socket. */
import { once } from 'node:events';
import { WebSocketServer } from 'ws';
import { serve } from '../src/index.js';

export const TOKEN = 'sesame';
const LIMITS = { silenceMs: 1000, requestMs: 400, resultMs: 3000, messageBytesMax: 262144, messagesPerSMax: 5000 };

/** Things to be awaited in the order in which they come. */
class Queue {
  #there = [];
  #waiting = [];

  push(item) {
    const next = this.#waiting.shift();
    if (next) {
      next(item);
    } else {
      this.#there.push(item);
    }
  }

  next() {
    return this.#there.length > 0
      ? Promise.resolve(this.#there.shift())
      : new Promise((resolve) => { this.#waiting.push(resolve); });
  }
}

/** One worker as the bridge sees it. */
class Peer {
  #heard = new Queue();
  #ids = 0;

  constructor(socket) {
    this.socket = socket;
    this.closed = once(socket, 'close');
    socket.on('message', (data, binary) => this.#heard.push(binary ? data : JSON.parse(data)));
  }

  next() {
    return this.#heard.next();
  }

  say(message) {
    this.socket.send(Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  async ask(message) {
    this.#ids += 1;
    this.say({ ...message, id: this.#ids });
    return this.next();
  }
}

/** Runs the scenario with a bridge and a worker that serves it. */
export async function bridged(worker, scenario, { token = TOKEN, ...options } = {}) {
  const peers = new Queue();
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    handleProtocols: (offered) => (offered.has('mesh.worker.v1') ? 'mesh.worker.v1' : false),
    verifyClient: ({ req }, answer) => answer(req.headers.authorization === `Bearer ${TOKEN}`, 401),
  });
  await once(server, 'listening');
  server.on('connection', (socket) => peers.push(new Peer(socket)));
  const stop = new AbortController();
  const serving = serve(worker, `ws://127.0.0.1:${server.address().port}/worker`, token,
    { signal: stop.signal, log: () => {}, ...options });
  serving.catch(() => {});
  const welcomed = async () => {
    const peer = await peers.next();
    peer.hello = await peer.next();
    peer.say({ type: 'welcome', inbox: 'tts.w.n.1', node: 'n', limits: LIMITS });
    return peer;
  };
  try {
    await scenario({ welcomed, stop, serving });
  } finally {
    stop.abort();
    server.clients.forEach((client) => client.terminate());
    server.close();
  }
}
