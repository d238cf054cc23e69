/** The connection of a worker to its bridge: hello, pulse, requests, drain, reconnect. */

import { WebSocket } from 'ws';
import { readFrame, writeFrame } from './frames.js';

const SUB_PROTOCOL = 'mesh.worker.v1';
const MESSAGE_BYTES_MAX = 1_048_576;
const CONNECT_MS = 5000;
const BACK_OFF_FIRST_MS = 200;
const BACK_OFF_MAX_MS = 10_000;
const DRAIN_MS = 30_000;
const DRAIN_LOOK_EVERY_MS = 50;

/** Answers a request with an error of the mesh's closed set, for example OVERLOADED. */
export class Refusal extends Error {
  constructor(error, message) {
    super(message);
    this.error = error;
  }
}

/**
 * Serves until the signal aborts, then drains. Comes back after every loss of the connection, with jitter. Rejects when
 * the token is refused: trying again would not help.
 */
export async function serve(worker, url, token, options = {}) {
  const { signal = new AbortController().signal, drainMs = DRAIN_MS, log = console.error, tls = {} } = options;
  for (let failures = 0; !signal.aborted; failures += 1) {
    const outcome = await new Connection(worker, url, token, { signal, drainMs, log, tls }).done;
    if (outcome.unauthorised) {
      throw new Error('the bridge does not take this token');
    }
    if (outcome.welcomed) {
      failures = 0;
    }
    if (!signal.aborted) {
      log(`connection to ${url} ended: ${outcome.why}`);
      await backOff(failures, signal);
    }
  }
}

/** Serves until SIGTERM or Ctrl-C, then drains. For a program. */
export async function run(worker, url, token, options = {}) {
  const stop = new AbortController();
  const abort = () => stop.abort();
  process.on('SIGTERM', abort);
  process.on('SIGINT', abort);
  try {
    await serve(worker, url, token, { ...options, signal: stop.signal });
  } finally {
    process.off('SIGTERM', abort);
    process.off('SIGINT', abort);
  }
}

class Connection {
  constructor(worker, url, token, options) {
    this.worker = worker;
    this.options = options;
    this.outcome = { welcomed: false, unauthorised: false, why: 'closed' };
    this.socket = new WebSocket(url, SUB_PROTOCOL, {
      ...options.tls,
      headers: { Authorization: `Bearer ${token}` },
      perMessageDeflate: false,
      maxPayload: MESSAGE_BYTES_MAX,
      handshakeTimeout: CONNECT_MS,
    });
    this.done = new Promise((resolve) => this.attach(resolve));
  }

  attach(resolve) {
    const drain = () => this.drain();
    this.options.signal.addEventListener('abort', drain);
    this.socket.on('unexpected-response', (request, response) => {
      this.outcome.unauthorised = response.statusCode === 401;
      this.outcome.why = `status ${response.statusCode}`;
      this.socket.terminate();
    });
    this.socket.on('open', () => this.send({ type: 'hello', ...this.worker.hello() }));
    this.socket.on('message', (data, binary) => this.received(data, binary));
    this.socket.on('error', (error) => {
      this.outcome.why = this.outcome.unauthorised ? this.outcome.why : error.message;
    });
    this.socket.on('close', (code, reason) => {
      this.options.signal.removeEventListener('abort', drain);
      clearInterval(this.looking);
      if (this.outcome.welcomed) {
        this.outcome.why = `code ${code} ${reason}`;
        this.worker.disconnected();
      }
      resolve(this.outcome);
    });
  }

  send(message) {
    if (this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(message.audio ? writeFrame(message) : JSON.stringify(message));
    }
  }

  received(data, binary) {
    try {
      if (binary) {
        this.worker.frame(readFrame(data));
      } else {
        this.text(JSON.parse(data.toString('utf8')));
      }
    } catch (error) {
      this.outcome.why = error.message;
      this.socket.close(1002);
    }
  }

  text(message) {
    switch (message.type) {
      case 'welcome':
        this.outcome.welcomed = true;
        this.options.log(`welcome as ${message.inbox} at node ${message.node}`);
        this.worker.connected((out) => this.send(out), message);
        break;
      case 'ping':
        this.send({ type: 'alive', atMs: message.atMs, load: 0 });
        break;
      case 'drain':
      case 'bye':
      case 'error':
        this.options.log(`the bridge says ${message.type}: ${message.why ?? message.message}`);
        break;
      default:
        if (message.id === undefined) {
          this.worker.message(message);
        } else {
          this.request(message);
        }
    }
  }

  request(message) {
    const refuse = (error) => this.send({
      type: 'error', error: error instanceof Refusal ? error.error : 'INTERNAL', message: error.message, re: message.id,
    });
    try {
      const answer = this.worker.request(message);
      if (answer instanceof Promise) {
        answer.then((later) => this.send({ ...later, re: message.id }), refuse);
      } else {
        this.send({ ...answer, re: message.id });
      }
    } catch (error) {
      refuse(error);
    }
  }

  drain() {
    if (!this.outcome.welcomed) {
      this.socket.terminate();
      return;
    }
    this.send({ type: 'drain', why: 'the worker stops' });
    const deadline = Date.now() + this.options.drainMs;
    this.looking = setInterval(() => {
      if (this.worker.running() === 0 || Date.now() >= deadline) {
        clearInterval(this.looking);
        this.send({ type: 'bye', why: 'drained' });
        this.socket.close(1000);
      }
    }, DRAIN_LOOK_EVERY_MS);
  }
}

function backOff(failures, signal) {
  const longest = Math.min(BACK_OFF_MAX_MS, BACK_OFF_FIRST_MS * 2 ** Math.min(failures, 10));
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, longest / 2 + (Math.random() * longest) / 2);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
