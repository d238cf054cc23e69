package io.xiaozhimesh.bench.load.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the kernel says of a process at one moment (Linux, proc(5)).
 *
 * @param residentKb memory that is resident, in kB
 * @param cpuMs time on processors since its start, in milliseconds, in steps of ten
 * @param descriptors open files and sockets
 * @param threads of the process
 */
public record ProcessSample(long residentKb, long cpuMs, int descriptors, int threads) {

  /** Clock ticks are hundredths of a second on every Linux that Java runs on. */
  private static final int MS_PER_TICK = 10;
  private static final int USER_TICKS = 11;

  /** Of the process with this id; fails when it is gone. May block for a moment. */
  public static ProcessSample of(long pid) {
    Path proc = Path.of("/proc", String.valueOf(pid));
    try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
      String status = Files.readString(proc.resolve("status"));
      return new ProcessSample(number(status, "VmRSS:"), cpuMs(Files.readString(proc.resolve("stat"))),
          (int) open.count(), (int) number(status, "Threads:"));
    } catch (IOException e) {
      throw new UncheckedIOException("process " + pid + " cannot be seen", e);
    }
  }

  static long number(String status, String key) {
    return status.lines().filter(line -> line.startsWith(key)).findFirst()
        .map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElse(0L);
  }

  /** The name in parentheses may hold anything, so fields are counted from behind it. */
  static long cpuMs(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) * MS_PER_TICK;
  }
}
