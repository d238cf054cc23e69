/**
 * A tool that says what it is told, for "mesh bench hop".
 *
 *   MESH_WORKER_TOKEN=… node hop_echo.mjs ws://127.0.0.1:8010/worker
 */
import { ToolWorker, run, tool } from '../../../verticles/polyglot/node/src/index.js';

const echo = tool({
  name: 'hop_echo_node',
  description: 'Says the same text.',
  parameters: { text: { type: 'string' } },
  required: ['text'],
  effect: 'PURE',
}, ({ text }) => text);

await run(new ToolWorker([echo], { name: 'hop-node', capacity: 64 }), process.argv[2], process.env.MESH_WORKER_TOKEN);
