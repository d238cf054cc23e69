/** The inner loops of the product under JMH: what a frame, a window or an event costs in time and in garbage. */
package io.xiaozhimesh.bench.jmh;
