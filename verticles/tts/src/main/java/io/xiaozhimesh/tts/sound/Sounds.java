package io.xiaozhimesh.tts.sound;

import io.xiaozhimesh.audio.OpusCodec;
import io.xiaozhimesh.protocol.bus.AudioCue;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Opens sounds by their reference, whatever their format. Thread-safe. */
public final class Sounds {

  private static final int MAGIC_BYTES = 4;

  private final SoundStore store;
  private final OpusCodec codec;

  /**
   * @param folder where files lie, or ""
   * @param urls what addresses may begin with
   */
  public Sounds(String folder, List<String> urls, OpusCodec codec) {
    this.store = new SoundStore(folder, urls);
    this.codec = codec;
  }

  /**
   * The frames of a sound. Blocks.
   *
   * @param skipFrames frames of its beginning that are left out
   * @throws IOException when there is no such sound, or it is of no format that is known here
   */
  public SoundFrames open(String reference, DownlinkShape shape, int skipFrames) throws IOException {
    if (reference.equals(AudioCue.ALARM_SOUND)) {
      return new EncodedFrames(new AlarmTone(), codec, shape, skipFrames);
    }
    InputStream in = store.open(reference);
    try {
      return frames(in, shape, skipFrames);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** By the first bytes: what a name says may be wrong. */
  private SoundFrames frames(InputStream in, DownlinkShape shape, int skipFrames) throws IOException {
    in.mark(MAGIC_BYTES);
    byte[] magic = in.readNBytes(MAGIC_BYTES);
    in.reset();
    String word = new String(magic, java.nio.charset.StandardCharsets.ISO_8859_1);
    if (word.equals("RIFF")) {
      return new EncodedFrames(new WavSound(in), codec, shape, skipFrames);
    } else if (word.equals("OggS")) {
      return new PassedFrames(new OggPackets(in), codec, shape, skipFrames);
    } else if (word.startsWith("ID3") || magic.length > 1 && magic[0] == -1 && (magic[1] & 0xE0) == 0xE0) {
      return new EncodedFrames(new Mp3Sound(in), codec, shape, skipFrames);
    } else if (magic.length == MAGIC_BYTES && magic[0] == 0 && magic[1] == 0) {
      return new PassedFrames(new P3Packets(in), codec, shape, skipFrames);
    }
    throw new IOException("the sound is neither wav nor mp3 nor Ogg Opus nor p3");
  }
}
