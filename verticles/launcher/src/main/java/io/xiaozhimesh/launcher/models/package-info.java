/** Speech models: which exist, which are here, and how they get here, verified by hash. */
package io.xiaozhimesh.launcher.models;
