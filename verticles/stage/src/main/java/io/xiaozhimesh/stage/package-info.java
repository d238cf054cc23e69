/**
 * What every stage shares at run time: its place on the bus, the table of workers, time, metrics and the reading of
 * options. Knows no stage.
 */
package io.xiaozhimesh.stage;
