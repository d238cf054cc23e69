package io.xiaozhimesh.asr.openai;

import io.vertx.core.buffer.Buffer;
import io.xiaozhimesh.asr.AsrEngine;
import java.util.UUID;

/** A form of several parts (RFC 7578) that ends with a recording. Not thread-safe. */
final class Form {

  private static final int WAV_HEADER_BYTES = 44;

  private final String boundary = "mesh-" + UUID.randomUUID();
  private final Buffer body = Buffer.buffer();

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  Form field(String name, String value) {
    part("form-data; name=\"" + name + '"').appendString("\r\n" + value + "\r\n");
    return this;
  }

  /** Adds 16-bit mono PCM at the engines' rate as a WAV and ends the form. */
  Buffer wav(String name, byte[] pcm) {
    part("form-data; name=\"" + name + "\"; filename=\"utterance.wav\"").appendString("Content-Type: audio/wav\r\n\r\n")
        .appendString("RIFF").appendIntLE(WAV_HEADER_BYTES - 8 + pcm.length)
        .appendString("WAVEfmt ").appendIntLE(16)
        .appendShortLE((short) 1).appendShortLE((short) 1)
        .appendIntLE(AsrEngine.SAMPLE_RATE_HZ).appendIntLE(AsrEngine.SAMPLE_RATE_HZ * 2)
        .appendShortLE((short) 2).appendShortLE((short) 16)
        .appendString("data").appendIntLE(pcm.length).appendBytes(pcm)
        .appendString("\r\n--" + boundary + "--\r\n");
    return body;
  }

  private Buffer part(String disposition) {
    return body.appendString("--" + boundary + "\r\nContent-Disposition: " + disposition + "\r\n");
  }
}
