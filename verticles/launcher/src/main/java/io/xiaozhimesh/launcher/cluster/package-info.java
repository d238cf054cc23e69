/**
 * A node's place among the others: Vert.x on Hazelcast, who may join, who is there, and what protects the bus. The only
 * package that knows the cluster manager.
 */
package io.xiaozhimesh.launcher.cluster;
