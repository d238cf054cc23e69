package io.xiaozhimesh.bench.load.faults;

/** What is wrong with a service. */
public enum Fault {
  /** Nothing. */
  NONE,
  /** Nobody listens at its address. */
  KILLED,
  /** It answers ten seconds late. */
  SLOW,
  /** It answers at once, with bytes that mean nothing. */
  RUBBISH,
  /** It fails one request in five, at random. */
  FLAKY
}
