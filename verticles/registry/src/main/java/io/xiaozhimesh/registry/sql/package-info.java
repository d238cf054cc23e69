/**
 * Plain JDBC in one small layer: a connection pool with its migrations, and one class per table that owns every
 * statement on it. Blocking, thread-safe, without Vert.x. What differs between databases is in {@code Dialect} only.
 */
package io.xiaozhimesh.registry.sql;
