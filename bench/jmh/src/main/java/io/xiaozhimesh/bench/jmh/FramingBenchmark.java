package io.xiaozhimesh.bench.jmh;

import io.xiaozhimesh.ingress.socket.rfc6455.Frames;
import io.xiaozhimesh.ingress.socket.rfc6455.MessageReader;
import io.xiaozhimesh.ingress.socket.rfc6455.ProtocolViolation;
import io.xiaozhimesh.protocol.device.BinaryFraming;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An Opus packet of 105 bytes from the socket's bytes to the packet, and back, in each framing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FramingBenchmark implements MessageReader.MessageSink {

  private static final int OPUS_BYTES = 105;
  private static final int FRAME_HEADER_BYTES = 8;

  /** Version of the binary framing. */
  @Param({"1", "2", "3"})
  public int version;

  private BinaryFraming framing;
  private MessageReader reader;
  private byte[] opus;
  private byte[] stream;
  private Optional<BinaryFraming.Frame> found;

  /** Makes one masked frame; a mask of zeros, so that the same bytes can be read again and again. */
  @Setup
  public void prepare() {
    framing = BinaryFraming.version(version);
    reader = new MessageReader(16_384, 4_096, this);
    opus = new byte[OPUS_BYTES];
    opus[0] = 0x58;
    byte[] message = framing.wrap(opus, 60);
    boolean longForm = message.length > 125;
    int headerBytes = longForm ? FRAME_HEADER_BYTES : FRAME_HEADER_BYTES - 2;
    stream = new byte[headerBytes + message.length];
    stream[0] = (byte) 0x82;
    stream[1] = (byte) (0x80 | (longForm ? 126 : message.length));
    if (longForm) {
      stream[3] = (byte) message.length;
    }
    System.arraycopy(message, 0, stream, headerBytes, message.length);
  }

  /** From the bytes of a TCP segment to the packet. */
  @Benchmark
  public Optional<BinaryFraming.Frame> read() throws ProtocolViolation {
    reader.feed(stream);
    return found;
  }

  /** From a packet to header and payload. */
  @Benchmark
  public int write() {
    byte[] message = framing.wrap(opus, 60);
    return Frames.binaryHeader(message.length).length + message.length;
  }

  @Override
  public void onText(String text) {
    throw new IllegalStateException("no text was sent");
  }

  @Override
  public void onBinary(byte[] bytes) {
    found = framing.unwrap(bytes);
  }

  @Override
  public void onPing(byte[] bytes) {
    throw new IllegalStateException("no ping was sent");
  }

  @Override
  public void onOverhead() {
    throw new IllegalStateException("no fragment was sent");
  }

  @Override
  public void onClose(int code) {
    throw new IllegalStateException("nothing was closed");
  }
}
