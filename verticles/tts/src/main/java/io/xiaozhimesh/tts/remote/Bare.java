package io.xiaozhimesh.tts.remote;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.Locale;
import java.util.Set;

/** The body is the sound. Pure. */
public final class Bare implements Envelope {

  private static final Set<String> SOUND = Set.of("", "audio/pcm", "audio/x-pcm", "audio/raw", "audio/basic", "audio/wav",
      "audio/x-wav", "audio/wave", "audio/vnd.wave", "application/octet-stream", "binary/octet-stream");

  private final Set<String> more;

  /** @param more types that this service's sound has as well */
  public Bare(String... more) {
    this.more = Set.of(more);
  }

  @Override
  public void type(String contentType) {
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
    if (!SOUND.contains(type) && !more.contains(type)) {
      throw new MeshException(MeshError.PROVIDER_FAILED, "the service answered with a type that is no such sound");
    }
  }

  @Override
  public byte[] accept(byte[] body) {
    return body;
  }
}
