/** Workers of the Xiaozhi Mesh in Node: a voice or tools, then {@link run}. */
export { FrameError, Kind, readFrame, writeFrame } from './frames.js';
export { Refusal, run, serve } from './connection.js';
export { ToolWorker, tool } from './tools.js';
export { TtsWorker } from './tts.js';
