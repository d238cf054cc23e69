/**
 * The system of record: devices and their owners, what is remembered of conversations, pending activation codes.
 * Everything behind requests on the bus; SQL stays on its own worker threads. {@code sql} holds the database side.
 */
package io.xiaozhimesh.registry;
