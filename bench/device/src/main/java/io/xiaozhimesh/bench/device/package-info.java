/**
 * A device for tests, the demonstration and load: it speaks to any xiaozhi server over HTTP and WebSocket exactly as the
 * firmware would, and says what it heard and when. Written from the firmware's behaviour alone; shares no protocol code
 * with the server, so that one cannot hide a mistake of the other. {@code firmware} holds the pure logic.
 */
package io.xiaozhimesh.bench.device;
