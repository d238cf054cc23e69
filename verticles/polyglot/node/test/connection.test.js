import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ToolWorker, tool } from '../src/index.js';
import { bridged } from './bridge.js';

const add = tool({ name: 'add', parameters: { a: { type: 'number' } }, required: ['a'], effect: 'PURE' }, ({ a }) => String(a + 1));
const fail = tool({ name: 'fail' }, () => { throw new Error('secret'); });
const hang = tool({ name: 'hang' }, () => new Promise(() => {}));
const leave = tool({ name: 'leave' }, async () => ({ text: 'Bye.', kind: 'END_SESSION' }));
const call = (name, args = {}, deadlineMs = 2000) => ({
  type: 'ToolCall', ref: { sessionId: 's1', turnId: 1, epoch: 1 }, name, argumentsJson: JSON.stringify(args), deadlineMs, idempotencyKey: 'k',
});
const tools = () => new ToolWorker([add, fail, hang, leave], { name: 'w' });

test('tools are offered with their schemas', () => bridged(tools(), async ({ welcomed }) => {
  const { hello } = await welcomed();
  assert.deepEqual(hello.tools.map((t) => t.name), ['add', 'fail', 'hang', 'leave']);
  assert.deepEqual(JSON.parse(hello.tools[0].inputSchemaJson),
    { type: 'object', properties: { a: { type: 'number' } }, required: ['a'] });
}));

for (const [asked, expected] of [
  [call('add', { a: 2 }), { kind: 'THINK', text: '3', failed: false }],
  [call('leave'), { kind: 'END_SESSION', text: 'Bye.', failed: false }],
  [call('fail'), { kind: 'THINK', text: 'The tool fail has failed.', failed: true }],
  [call('hang', {}, 50), { kind: 'THINK', text: 'The tool hang did not answer in time.', failed: true }],
]) {
  test(`calling ${asked.name} ends in a result`, () => bridged(tools(), async ({ welcomed }) => {
    const peer = await welcomed();
    assert.deepEqual(await peer.ask(asked), { type: 'ToolResult', ...expected, re: 1 });
  }));
}

test('an unknown tool is refused', () => bridged(tools(), async ({ welcomed }) => {
  const peer = await welcomed();
  assert.equal((await peer.ask(call('other'))).error, 'BAD_REQUEST');
}));

test('a ping is answered', () => bridged(tools(), async ({ welcomed }) => {
  const peer = await welcomed();
  peer.say({ type: 'ping', atMs: 17 });
  assert.deepEqual(await peer.next(), { type: 'alive', atMs: 17, load: 0 });
}));

test('a lost connection is made again', () => bridged(tools(), async ({ welcomed }) => {
  (await welcomed()).socket.terminate();
  assert.equal((await (await welcomed()).ask(call('add', { a: 1 }))).text, '2');
}));

test('a frame of another version costs the connection and nothing else', () => bridged(tools(), async ({ welcomed }) => {
  const peer = await welcomed();
  peer.say(Buffer.alloc(30, 2));
  await peer.closed;
  assert.equal((await (await welcomed()).ask(call('add', { a: 1 }))).text, '2');
}));

test('a wrong token ends the worker', () => bridged(tools(), async ({ serving }) => {
  await assert.rejects(serving, /token/);
}, { token: 'guess' }));
