package io.xiaozhimesh.plugins.hot;

import java.nio.file.Path;

/** A private copy of a jar: what was checked is what is loaded, whatever becomes of the original. */
record StagedJar(JarName name, Path file) {
}
