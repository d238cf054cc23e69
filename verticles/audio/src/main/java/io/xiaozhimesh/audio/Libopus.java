package io.xiaozhimesh.audio;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;

/**
 * The functions of libopus (opus.h, unchanged since 1.0) by direct mapping. The encoder's control function takes a
 * variable argument list, which direct mapping cannot pass, so it goes through {@link Control}.
 */
final class Libopus {

  static final int APPLICATION_AUDIO = 2049;
  static final int SET_VBR_REQUEST = 4006;
  static final int SET_COMPLEXITY_REQUEST = 4010;
  static final int SET_DTX_REQUEST = 4016;

  private static final String[] NAMES = {"libopus.so.0", "opus"};

  /** The encoder's settings. */
  interface Control extends Library {

    /** Sets one value; 0 means success. */
    int opus_encoder_ctl(Pointer encoder, int request, Object... value);
  }

  static final Control CONTROL = bind();

  private Libopus() {
  }

  private static Control bind() {
    UnsatisfiedLinkError last = null;
    for (String name : NAMES) {
      try {
        NativeLibrary library = NativeLibrary.getInstance(name);
        Native.register(Libopus.class, library);
        return Native.load(name, Control.class);
      } catch (UnsatisfiedLinkError e) {
        last = e;
      }
    }
    throw last;
  }

  static native String opus_get_version_string();

  static native String opus_strerror(int error);

  static native Pointer opus_decoder_create(int sampleRateHz, int channels, IntByReference error);

  static native void opus_decoder_destroy(Pointer decoder);

  static native int opus_decode(Pointer decoder, byte[] packet, int bytes, short[] pcm, int samplesMax, int useFec);

  static native Pointer opus_encoder_create(int sampleRateHz, int channels, int application, IntByReference error);

  static native void opus_encoder_destroy(Pointer encoder);

  static native int opus_encode(Pointer encoder, short[] pcm, int samples, byte[] packet, int bytesMax);
}
