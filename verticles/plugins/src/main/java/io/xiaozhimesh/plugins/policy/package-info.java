/** Whether a tool may run, and who is asked before: pure logic, without Vert.x, clock or thread. */
package io.xiaozhimesh.plugins.policy;
