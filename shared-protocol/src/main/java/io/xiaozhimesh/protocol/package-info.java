/** Bounds that hold on the device's wire and on the bus alike. */
package io.xiaozhimesh.protocol;
