/** What a binary frame carries. */
export const Kind: Readonly<{ AUDIO: 1; UTTERANCE_PCM: 2; SPEECH: 3; SPEECH_PCM: 4 }>;

/** One binary frame; the fields are those of the header. */
export interface Frame {
  kind: 1 | 2 | 3 | 4;
  stream: number;
  epoch: number;
  index: number;
  sequence: number;
  detail: number;
  audio: Uint8Array;
}

export class FrameError extends Error {}
export function readFrame(data: Buffer): Frame;
export function writeFrame(frame: Frame): Buffer;

/** The closed set of ways in which a request fails. */
export type MeshError =
  | 'BAD_REQUEST' | 'UNAUTHENTICATED' | 'OVERLOADED' | 'TIMEOUT' | 'PROVIDER_FAILED' | 'CANCELLED' | 'UNAVAILABLE'
  | 'INTERNAL';

export class Refusal extends Error {
  constructor(error: MeshError, message: string);
  readonly error: MeshError;
}

export interface Message {
  type: string;
  [member: string]: unknown;
}

/** What the connection asks of a worker. */
export interface Worker {
  hello(): Record<string, unknown>;
  connected(send: (message: Message | Frame) => void, welcome: Message): void;
  disconnected(): void;
  request(message: Message): Message | Promise<Message>;
  message(message: Message): void;
  frame(frame: Frame): void;
  running(): number;
}

export interface ServeOptions {
  signal?: AbortSignal;
  drainMs?: number;
  log?: (line: string) => void;
  /** Options of node:tls, for example { ca }. */
  tls?: Record<string, unknown>;
}

export function serve(worker: Worker, url: string, token: string, options?: ServeOptions): Promise<void>;
export function run(worker: Worker, url: string, token: string, options?: ServeOptions): Promise<void>;

export type ToolEffect = 'PURE' | 'IDEMPOTENT' | 'SIDE_EFFECTING';
export type ToolAnswer =
  | string
  | { text: string; kind?: 'SAY' | 'THINK' | 'SILENT' | 'END_SESSION' | 'PLAY'; failed?: boolean };

export interface Tool {
  call: (args: any) => ToolAnswer | Promise<ToolAnswer>;
  spec: { name: string; description: string; inputSchemaJson: string; effect: ToolEffect; origin: string };
}

export function tool(
  spec: {
    name: string;
    description?: string;
    parameters?: Record<string, unknown>;
    required?: string[];
    effect?: ToolEffect;
  },
  call: Tool['call'],
): Tool;

export interface WorkerOptions {
  /** Unique among the workers. */
  name: string;
  version?: string;
  /** Leases, or calls, at once. */
  capacity?: number;
}

export class ToolWorker implements Worker {
  constructor(tools: Tool[], options: WorkerOptions);
  hello(): Record<string, unknown>;
  connected(): void;
  disconnected(): void;
  request(message: Message): Promise<Message>;
  message(): void;
  frame(): void;
  running(): number;
}

/** 16-bit little-endian mono samples. */
export interface Sound {
  pcm: Buffer;
  sampleRateHz: number;
}

export type Synthesiser = (
  sentence: { text: string; language: string; voice: string },
  signal: AbortSignal,
) => AsyncIterable<Sound>;

export class TtsWorker implements Worker {
  constructor(synthesise: Synthesiser, options: WorkerOptions & { engine?: string });
  hello(): Record<string, unknown>;
  connected(send: (message: Message | Frame) => void): void;
  disconnected(): void;
  request(message: Message): Message;
  message(message: Message): void;
  frame(): void;
  running(): number;
}
