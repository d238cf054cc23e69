/** What the bridge knows without Vert.x: leases, rates and the making of frames. */
package io.xiaozhimesh.bridge.internal;
