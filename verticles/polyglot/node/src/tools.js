/** Tools as a worker: functions that a language model may call. */

import { Refusal } from './connection.js';

const TEXT_CHARS_MAX = 16_000;

/**
 * Makes a function a tool.
 *
 * @param spec name, description, parameters (JSON Schema properties), required, effect (PURE, IDEMPOTENT, SIDE_EFFECTING)
 * @param call takes the arguments as an object; answers with a text, or {text, kind, failed}
 */
export function tool(spec, call) {
  const { name, description = '', parameters = {}, required = [], effect = 'SIDE_EFFECTING' } = spec;
  const schema = { type: 'object', properties: parameters, required };
  return { call, spec: { name, description, inputSchemaJson: JSON.stringify(schema), effect, origin: '' } };
}

/** Offers tools made by {@link tool}. */
export class ToolWorker {
  #tools;
  #hello;
  #running = 0;

  constructor(tools, { name, version = '0', capacity = 8 }) {
    this.#tools = new Map(tools.map((t) => [t.spec.name, t]));
    this.#hello = { role: 'tools', name, version, capacity, phrases: false, tools: tools.map((t) => t.spec) };
  }

  hello() {
    return this.#hello;
  }

  connected() {
    this.#running = 0;
  }

  disconnected() {
    this.#running = 0;
  }

  running() {
    return this.#running;
  }

  message() {}

  frame() {}

  async request(message) {
    const found = this.#tools.get(message.name);
    if (message.type !== 'ToolCall' || !found) {
      throw new Refusal('BAD_REQUEST', 'there is no such tool');
    }
    this.#running += 1;
    let timer;
    try {
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, message.deadlineMs, failed(`The tool ${message.name} did not answer in time.`));
      });
      return result(await Promise.race([late, this.#call(found, message)]));
    } finally {
      clearTimeout(timer);
      this.#running = Math.max(0, this.#running - 1);
    }
  }

  /** The border to foreign code: whatever it throws is a failed call and nothing more. */
  async #call(found, message) {
    try {
      return await found.call(JSON.parse(message.argumentsJson || '{}') ?? {});
    } catch {
      return failed(`The tool ${message.name} has failed.`);
    }
  }
}

function failed(text) {
  return { text, failed: true };
}

function result(value) {
  const { text, kind = 'THINK', failed: broken = false } = typeof value === 'object' ? value : { text: String(value) };
  return { type: 'ToolResult', kind, text: text.slice(0, TEXT_CHARS_MAX), failed: broken };
}
