/** Notes of a device, kept by the registry. */
package io.xiaozhimesh.plugins.builtin.notes;
