package io.xiaozhimesh.protocol.worker;

import io.vertx.core.buffer.Buffer;
import io.xiaozhimesh.protocol.Limits;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import java.util.Optional;

/**
 * One binary frame: a header of 24 bytes, big-endian, then audio. Thread-safe.
 *
 * <pre>
 * 0  u8  version, 1            8  u32 epoch                 16 u32 sequence
 * 1  u8  kind                  12 u32 index: utterance      20 u32 detail: playout time in ms, or sample rate
 * 2  u16 flags, 0                     or sentence           24 …   audio
 * 4  u32 stream
 * </pre>
 *
 * @param kind what the audio is
 * @param stream the number under which the bridge opened the stream
 * @param epoch of the stream; older ones are dropped
 * @param index the utterance in the stream, or the sentence in the answer
 * @param sequence counts from 0 within utterance or answer
 * @param detail AUDIO: playout time in ms, modulo 2^31; SPEECH_PCM: sample rate in Hz; else 0
 * @param audio never empty
 */
public record WorkerFrame(Kind kind, int stream, int epoch, int index, int sequence, int detail, Payload audio) {

  /** Bytes before the audio. */
  public static final int HEADER_BYTES = 24;

  /** What a frame carries. */
  public enum Kind {
    /** Opus of a device, as in AudioFrame. */
    AUDIO(1, Limits.OPUS_PACKET_BYTES_MAX),
    /** 16 kHz PCM of an utterance, as in UtterancePcm. */
    UTTERANCE_PCM(2, Limits.BUS_PAYLOAD_BYTES_MAX),
    /** Opus of an answer, as in SpeechFrame. */
    SPEECH(3, Limits.OPUS_PACKET_BYTES_MAX),
    /** PCM of an answer at any rate, for the bridge to encode: one frame duration, or less at a sentence's end. */
    SPEECH_PCM(4, Limits.BUS_PAYLOAD_BYTES_MAX);

    private final int number;
    private final int bytesMax;

    Kind(int number, int bytesMax) {
      this.number = number;
      this.bytesMax = bytesMax;
    }

    /** The number in the header. */
    public int number() {
      return number;
    }

    private boolean isPcm() {
      return this == UTTERANCE_PCM || this == SPEECH_PCM;
    }

    private static Optional<Kind> of(int number) {
      for (Kind k : values()) {
        if (k.number == number) {
          return Optional.of(k);
        }
      }
      return Optional.empty();
    }
  }

  public WorkerFrame {
    demand(stream > 0, "stream must be positive");
    demand(epoch >= 0 && index >= 0 && sequence >= 0 && detail >= 0, "a number in the header is above 2^31 - 1");
    demand(audio.length() >= 1 && audio.length() <= kind.bytesMax, audio.length() + " bytes of audio");
    demand(!kind.isPcm() || audio.length() % 2 == 0, "PCM must hold whole 16-bit samples");
  }

  /** The bytes of the frame. */
  public Buffer toBuffer() {
    return Buffer.buffer(HEADER_BYTES + audio.length())
        .appendByte((byte) WorkerProtocol.FRAME_VERSION)
        .appendByte((byte) kind.number)
        .appendShort((short) 0)
        .appendInt(stream).appendInt(epoch).appendInt(index).appendInt(sequence).appendInt(detail)
        .appendBytes(audio.array());
  }

  /**
   * Reads a frame.
   *
   * @throws MeshException BAD_REQUEST for another version, an unknown kind, a flag, a truncated header, a number
   *     outside its range, or audio that is empty, too long or no whole samples
   */
  public static WorkerFrame read(Buffer in) {
    demand(in.length() > HEADER_BYTES, "a frame of " + in.length() + " bytes");
    demand(in.getUnsignedByte(0) == WorkerProtocol.FRAME_VERSION, "frame version " + in.getUnsignedByte(0));
    Kind kind = Kind.of(in.getUnsignedByte(1))
        .orElseThrow(() -> new MeshException(MeshError.BAD_REQUEST, "frame kind " + in.getUnsignedByte(1)));
    demand(in.getUnsignedShort(2) == 0, "unknown flags");
    return new WorkerFrame(kind, in.getInt(4), in.getInt(8), in.getInt(12), in.getInt(16), in.getInt(20),
        Payload.wrap(in.getBytes(HEADER_BYTES, in.length())));
  }

  private static void demand(boolean holds, String otherwise) {
    if (!holds) {
      throw new MeshException(MeshError.BAD_REQUEST, otherwise);
    }
  }
}
