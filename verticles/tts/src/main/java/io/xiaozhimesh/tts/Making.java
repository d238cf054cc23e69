package io.xiaozhimesh.tts;

import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import java.util.List;

/**
 * One item of an answer on its way to frames: a sentence that is spoken or a sound that is played. Lives on the verticle's
 * context; whoever made it is told of every change.
 */
interface Making {

  /** Begins. Nobody is told of changes that happen inside this call. */
  void start();

  /** Its number within the answer. */
  int index();

  /** Who makes it, or "" if there is nothing to hear. */
  String engine();

  /** Why it is over without being complete, or null. */
  MeshException failure();

  boolean isOver();

  /** Whether sound has come. */
  boolean sounds();

  /** Frames that were made and not yet taken. */
  int waitingFrames();

  List<Payload> takeFrames();

  /** Allows so many frames more than were made so far. */
  void allowMore(int frames);

  void cancel();

  /** Breaks off what takes too long. */
  void checkDeadline(long nowMs);
}
