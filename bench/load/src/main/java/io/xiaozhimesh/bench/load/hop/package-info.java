/** What the benchmark of hops runs in other processes. */
package io.xiaozhimesh.bench.load.hop;
