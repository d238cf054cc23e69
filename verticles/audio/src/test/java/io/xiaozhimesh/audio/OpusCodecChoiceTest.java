package io.xiaozhimesh.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OpusCodecChoiceTest {

  @Test
  void auto_asked_prefersTheLibraryOfTheMachine() {
    String expected = LibopusCodec.load().map(OpusCodec::name).orElse("concentus 1.0.2");
    assertThat(OpusCodec.named("auto").name()).isEqualTo(expected);
  }

  @Test
  void property_set_forcesTheCodec() {
    String before = System.getProperty(OpusCodec.CODEC_PROPERTY);
    System.setProperty(OpusCodec.CODEC_PROPERTY, "concentus");
    try {
      assertThat(OpusCodec.detect().name()).startsWith("concentus");
    } finally {
      if (before == null) {
        System.clearProperty(OpusCodec.CODEC_PROPERTY);
      } else {
        System.setProperty(OpusCodec.CODEC_PROPERTY, before);
      }
    }
  }

  @Test
  void unknownName_asked_failsAndNamesTheKnown() {
    assertThatThrownBy(() -> OpusCodec.named("speex")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("libopus").hasMessageContaining("concentus");
  }

  @Test
  void codecThatGarbles_tried_doesNotPass() {
    OpusCodec mute = new MuteCodec();
    assertThat(CodecTrial.passes(mute)).isFalse();
  }

  /** Encodes properly and decodes to silence. */
  private static final class MuteCodec implements OpusCodec {

    private final OpusCodec real = new ConcentusCodec();

    @Override
    public String name() {
      return "mute";
    }

    @Override
    public OpusDecoder decoder(int sampleRateHz) {
      return real.decoder(sampleRateHz);
    }

    @Override
    public OpusEncoder encoder(int sampleRateHz, int frameDurationMs, int complexity, boolean dtx) {
      OpusEncoder encoder = real.encoder(sampleRateHz, frameDurationMs, complexity, dtx);
      return new OpusEncoder() {
        @Override
        public int frameSamples() {
          return encoder.frameSamples();
        }

        @Override
        public byte[] encode(short[] pcm, int offset) {
          return encoder.encode(new short[pcm.length], offset);
        }

        @Override
        public void close() {
          encoder.close();
        }
      };
    }
  }
}
