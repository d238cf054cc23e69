package io.xiaozhimesh.plugins.hot;

/**
 * A jar as it lies in the plugin folder. Equal when it is, as far as one can see from outside, the same file.
 *
 * @param name of the file
 * @param bytes its size
 * @param modifiedMs when it was last written, in milliseconds since 1970
 */
record FolderJar(JarName name, long bytes, long modifiedMs) {
}
