/**
 * The device's tool protocols, names, arguments and results as pure logic: no Vert.x, no clock, no thread. Everything
 * that takes time takes {@code nowMs}.
 */
package io.xiaozhimesh.plugins.internal;
