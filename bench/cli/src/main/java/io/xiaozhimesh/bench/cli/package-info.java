/**
 * The commands that hold a conversation: {@code device} with any xiaozhi server, {@code demo} with the whole mesh in this
 * JVM. Both report the same, as text for people or as one JSON document.
 */
package io.xiaozhimesh.bench.cli;
