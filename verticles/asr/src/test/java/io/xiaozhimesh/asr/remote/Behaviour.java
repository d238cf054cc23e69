package io.xiaozhimesh.asr.remote;

/** What a stand-in does with the next utterances. */
public enum Behaviour {
  /** Answers as documented. */
  WELL,
  /** Answers in the smallest pieces there are. */
  BYTE_BY_BYTE,
  /** Takes the utterance and says nothing. */
  SILENT,
  /** Begins its answer and cuts the connection. */
  CUT,
  /** Answers with something that it never would. */
  RUBBISH,
  /** Answers with more than anybody could have said. */
  HUGE
}
