package io.xiaozhimesh.plugins.supervise;

import io.xiaozhimesh.stage.OptionsReader;

/**
 * What the operating system holds a child process to, each of its descendants alike; 0 is no limit.
 *
 * @param memoryMb writable private memory in mebibytes (RLIMIT_DATA): unlike the address space, which interpreters
 *     reserve by the gigabyte, it is what they use; enforced by Linux
 * @param cpuSeconds processor time over its whole life, after which it is killed, and begun again
 * @param openFiles open files, sockets and pipes
 */
public record ProcessLimits(int memoryMb, int cpuSeconds, int openFiles) {

  /** Mebibytes. */
  public static final int DEFAULT_MEMORY_MB = 1_024;
  /** Open files. */
  public static final int DEFAULT_OPEN_FILES = 256;

  /** Reads a section {@code limits}; a missing key has its default. */
  public static ProcessLimits from(OptionsReader reader) {
    return new ProcessLimits(
        reader.integer("memoryMb", DEFAULT_MEMORY_MB, 0, 1 << 20),
        reader.integer("cpuSeconds", 0, 0, Integer.MAX_VALUE),
        reader.integer("openFiles", DEFAULT_OPEN_FILES, 0, 1 << 20));
  }

  /** The shell's words that set the limits, or end the shell with 125 where they cannot be set. */
  String ulimits() {
    StringBuilder words = new StringBuilder();
    if (memoryMb > 0) {
      words.append("ulimit -d ").append((long) memoryMb * 1024).append(" || exit 125; ");
    }
    if (cpuSeconds > 0) {
      words.append("ulimit -t ").append(cpuSeconds).append(" || exit 125; ");
    }
    if (openFiles > 0) {
      words.append("ulimit -n ").append(openFiles).append(" || exit 125; ");
    }
    return words.toString();
  }
}
