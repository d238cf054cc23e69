/**
 * Keeping foreign programs running: begun under the operating system's limits, begun again after a growing and random
 * pause when they end, ended with all their descendants. Knows nothing of what they say.
 */
package io.xiaozhimesh.plugins.supervise;
