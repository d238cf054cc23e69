/** Tools that need no device. Found by name with {@link java.util.ServiceLoader}. */
package io.xiaozhimesh.plugins.builtin;
