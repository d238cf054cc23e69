/**
 * A tool that converts units.
 *
 *   MESH_WORKER_TOKEN=… node unit-tools.js ws://127.0.0.1:8010/worker
 */
import { ToolWorker, run, tool } from '../src/index.js';

const METRES = { metre: 1, kilometre: 1000, mile: 1609.344, foot: 0.3048, inch: 0.0254 };

const convertLength = tool({
  name: 'convert_length',
  description: 'Converts a length between metre, kilometre, mile, foot and inch.',
  parameters: {
    value: { type: 'number' },
    from: { type: 'string', enum: Object.keys(METRES) },
    to: { type: 'string', enum: Object.keys(METRES) },
  },
  required: ['value', 'from', 'to'],
  effect: 'PURE',
}, ({ value, from, to }) => `${Number(((value * METRES[from]) / METRES[to]).toPrecision(6))} ${to}`);

const name = process.env.MESH_WORKER_NAME ?? 'units';
await run(new ToolWorker([convertLength], { name }), process.argv[2], process.env.MESH_WORKER_TOKEN ?? '');
