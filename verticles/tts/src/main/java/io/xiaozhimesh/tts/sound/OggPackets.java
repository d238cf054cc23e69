package io.xiaozhimesh.tts.sound;

import io.xiaozhimesh.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The Opus packets of an Ogg stream (RFC 3533: pages, segments, packets that go on over pages; RFC 7845: the two header
 * packets of Opus). The first logical stream counts, others are passed over; a chained one goes on where it ended. Comments of
 * any length are passed over without being kept. Check sums are not compared: the transport has its own.
 */
final class OggPackets implements PacketStream {

  private static final int PAGE_HEADER_BYTES = 27;
  private static final int SERIAL_AT = 14;
  private static final int SEGMENTS_AT = 26;
  private static final int FLAGS_AT = 5;
  private static final int CONTINUED = 1;
  private static final int BEGINS = 2;
  private static final int SEGMENT_FULL = 255;
  private static final byte[] CAPTURE = ascii("OggS");
  private static final byte[] HEAD = ascii("OpusHead");
  private static final byte[] TAGS = ascii("OpusTags");
  private static final byte[] VORBIS = ascii("\u0001vorbis");
  private static final int HEAD_BYTES_MIN = 19;

  private final InputStream in;
  private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
  private byte[] segments = new byte[0];
  private int segment;
  private boolean overlong;
  private int serial;
  private boolean chosen;
  private int preSkip = -1;

  OggPackets(InputStream in) {
    this.in = in;
  }

  @Override
  public int preSkip() {
    return Math.max(0, preSkip);
  }

  @Override
  public byte[] next() throws IOException {
    for (byte[] whole = packet(); whole != null; whole = packet()) {
      if (startsWith(whole, HEAD)) {
        head(whole);
      } else if (preSkip < 0) {
        throw new IOException(startsWith(whole, VORBIS)
            ? "the sound is Ogg Vorbis; Ogg Opus is needed" : "the sound is Ogg, but not Opus");
      } else if (whole.length > 0 && !startsWith(whole, TAGS)) {
        return whole;
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void head(byte[] head) throws IOException {
    if (head.length < HEAD_BYTES_MIN || head[HEAD_BYTES_MIN - 1] != 0) {
      throw new IOException("the sound is Opus of more than two channels");
    }
    preSkip = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getShort(10) & 0xFFFF;
  }

  /** The next packet of the stream, empty in the place of one that is too long; null at the end. */
  private byte[] packet() throws IOException {
    while (true) {
      if (segment == segments.length && !page()) {
        return null;
      }
      while (segment < segments.length) {
        int length = segments[segment++] & 0xFF;
        take(length);
        if (length < SEGMENT_FULL) {
          return finished();
        }
      }
    }
  }

  private void take(int length) throws IOException {
    byte[] piece = in.readNBytes(length);
    if (piece.length < length) {
      throw new EOFException("the sound ends in the middle of a page");
    }
    overlong = overlong || packet.size() + length > Limits.OPUS_PACKET_BYTES_MAX;
    if (!overlong) {
      packet.write(piece);
    }
  }

  private byte[] finished() {
    byte[] whole = overlong ? new byte[0] : packet.toByteArray();
    packet.reset();
    overlong = false;
    return whole;
  }

  /** Goes to the next page of the stream that was chosen; false at the end. */
  private boolean page() throws IOException {
    while (true) {
      byte[] header = in.readNBytes(PAGE_HEADER_BYTES);
      if (header.length == 0) {
        return false;
      } else if (header.length < PAGE_HEADER_BYTES || !startsWith(header, CAPTURE)) {
        throw new IOException("the sound is no Ogg: a page does not begin where it should");
      }
      byte[] lengths = in.readNBytes(header[SEGMENTS_AT] & 0xFF);
      if (mine(header)) {
        if ((header[FLAGS_AT] & CONTINUED) == 0) {
          finished();
        }
        segments = lengths;
        segment = 0;
        return true;
      }
      for (byte length : lengths) {
        Skipping.over(in, length & 0xFF);
      }
    }
  }

  private boolean mine(byte[] header) {
    int of = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(SERIAL_AT);
    boolean begins = (header[FLAGS_AT] & BEGINS) != 0;
    if (!chosen || begins && preSkip >= 0) {
      chosen = true;
      serial = of;
    }
    return of == serial;
  }

  private static boolean startsWith(byte[] bytes, byte[] with) {
    return bytes.length >= with.length && Arrays.equals(bytes, 0, with.length, with, 0, with.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
