/** What {@code mesh top} shows: who is there and how the latest turns went. Pure. */
package io.xiaozhimesh.launcher.top;
