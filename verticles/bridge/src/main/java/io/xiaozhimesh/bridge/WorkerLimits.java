package io.xiaozhimesh.bridge;

import io.xiaozhimesh.protocol.worker.WorkerControl;
import io.xiaozhimesh.stage.OptionsReader;

/**
 * What a worker is held to. Whoever breaks a limit is dropped, its leases end with an error that may be retried, and
 * nobody else notices.
 *
 * @param silenceMs without a word for so long a worker is gone
 * @param requestMs time to answer a message that opens a stream
 * @param resultMs time from the end of an utterance to its transcript
 * @param leaseTtlMs a lease without a message for so long is freed
 * @param missesMax requests and results that may be late in a row
 * @param messageBytesMax longest message of a worker
 * @param messagesPerSMax most messages of a worker in a second
 * @param queueBytesMax bytes that may wait to be sent to a worker
 */
public record WorkerLimits(int silenceMs, int requestMs, int resultMs, int leaseTtlMs, int missesMax,
    int messageBytesMax, int messagesPerSMax, int queueBytesMax) {

  /** Milliseconds. */
  public static final int DEFAULT_SILENCE_MS = 1_000;
  /** Milliseconds; less than what an owner waits for an answer to its open message. */
  public static final int DEFAULT_REQUEST_MS = 400;
  /** Milliseconds. */
  public static final int DEFAULT_RESULT_MS = 3_000;
  /** Milliseconds. */
  public static final int DEFAULT_LEASE_TTL_MS = 30_000;
  /** Late answers in a row. */
  public static final int DEFAULT_MISSES_MAX = 3;
  /** Bytes. */
  public static final int DEFAULT_MESSAGE_BYTES_MAX = 262_144;
  /** Messages in a second. */
  public static final int DEFAULT_MESSAGES_PER_S_MAX = 5_000;
  /** Bytes. */
  public static final int DEFAULT_QUEUE_BYTES_MAX = 4_194_304;

  static WorkerLimits from(OptionsReader in) {
    return new WorkerLimits(
        in.integer("silenceMs", DEFAULT_SILENCE_MS, 100, 60_000),
        in.integer("requestMs", DEFAULT_REQUEST_MS, 10, 60_000),
        in.integer("resultMs", DEFAULT_RESULT_MS, 100, 60_000),
        in.integer("leaseTtlMs", DEFAULT_LEASE_TTL_MS, 1_000, 600_000),
        in.integer("missesMax", DEFAULT_MISSES_MAX, 1, 1_000),
        in.integer("messageBytesMax", DEFAULT_MESSAGE_BYTES_MAX, 4_096, 1_048_576),
        in.integer("messagesPerSMax", DEFAULT_MESSAGES_PER_S_MAX, 10, 1_000_000),
        in.integer("queueBytesMax", DEFAULT_QUEUE_BYTES_MAX, 65_536, 268_435_456));
  }

  /** What the worker is told. */
  WorkerControl.Limits told() {
    return new WorkerControl.Limits(silenceMs, requestMs, resultMs, messageBytesMax, messagesPerSMax);
  }
}
