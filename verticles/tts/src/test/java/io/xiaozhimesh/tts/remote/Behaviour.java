package io.xiaozhimesh.tts.remote;

/** What a stand-in does with the next requests. */
public enum Behaviour {
  /** Answers in odd pieces, as a network cuts them. */
  WELL,
  /** Answers in the smallest pieces there are. */
  BYTE_BY_BYTE,
  /** Takes the request and says nothing. */
  SILENT,
  /** Begins and says nothing more. */
  STALLING,
  /** Begins and cuts the connection. */
  CUT,
  /** Answers with something that it never would. */
  RUBBISH,
  /** Never comes to an end. */
  ENDLESS,
  /** Answers well-formed, without sound. */
  EMPTY
}
