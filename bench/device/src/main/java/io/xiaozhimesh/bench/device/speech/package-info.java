/** Something to say for a device that has no person beside it. Knows neither device nor server. */
package io.xiaozhimesh.bench.device.speech;
