/**
 * Engines that always answer the same after a stated time, all named "scripted": with them only the mesh's own part of a
 * turn varies.
 */
package io.xiaozhimesh.bench.load.engines;
