/**
 * What the firmware of an ESP32 device does, as pure logic: states, queues, playback, packet framing, device tools. Knows
 * no socket, no timer and nothing of the server; every time is a parameter in nanoseconds of one monotonic clock.
 */
package io.xiaozhimesh.bench.device.firmware;
