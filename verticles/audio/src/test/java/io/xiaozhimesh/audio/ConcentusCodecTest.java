package io.xiaozhimesh.audio;

class ConcentusCodecTest extends OpusCodecContract {

  @Override
  OpusCodec codec() {
    return OpusCodec.named("concentus");
  }
}
