/**
 * The composition root and the command line: reads the configuration, starts the chosen stages in order, drains them on
 * SIGTERM. The only place that knows two stages at once.
 */
package io.xiaozhimesh.launcher;
