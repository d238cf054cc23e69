/** Rules of the registry that need neither a database nor Vert.x. */
package io.xiaozhimesh.registry.internal;
