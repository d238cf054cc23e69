package io.xiaozhimesh.ingress;

import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.AudioFrame;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ListenClose;
import io.xiaozhimesh.protocol.bus.ListenCredit;
import io.xiaozhimesh.protocol.bus.ListenFlush;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.ListenOpened;
import io.xiaozhimesh.protocol.bus.ListenSpeaking;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Payload;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFailed;
import io.xiaozhimesh.protocol.bus.UtteranceEnd;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import io.xiaozhimesh.protocol.bus.UtteranceOpen;
import io.xiaozhimesh.protocol.bus.UtterancePcm;
import io.xiaozhimesh.protocol.bus.ListenMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A vad worker that knows speech by a mark in the packet. Gives its stream up when a packet is missing. */
final class SimVad extends SimWorker<SimVad.Stream> {

  static final int FRAME_MS = 60;
  private static final int CREDIT_FRAMES = 33;
  private static final int PRE_ROLL_FRAMES = 6;
  private static final int BEGIN_FRAMES = 2;
  private static final int END_FRAMES = 8;

  static final class Stream {
    final ListenOpen open;
    final Deque<Payload> preRoll = new ArrayDeque<>();
    final List<Payload> held = new ArrayList<>();
    int next;
    int voiced;
    int silent;
    int utteranceId = -1;
    int pieces;
    SpeechStarted begun;
    boolean speech;
    boolean accepted;
    boolean ended;

    Stream(ListenOpen open) {
      this.open = open;
    }
  }

  SimVad(SimNet net, String inbox) {
    super(net, Role.VAD, inbox);
  }

  @Override
  public BusMessage answer(BusMessage request) {
    ListenOpen open = (ListenOpen) request;
    hold(open.ref(), open.ownerInbox(), new Stream(open));
    return new ListenOpened(open.ref(), CREDIT_FRAMES * FRAME_MS, (int) TTL_MS);
  }

  @Override
  public void receive(BusMessage message) {
    if (message instanceof AudioFrame frame) {
      leases.touch(frame.ref(), net.nowMs()).ifPresent(stream -> frame(stream, frame));
    } else if (message instanceof ListenFlush flush) {
      leases.touch(flush.ref(), net.nowMs()).ifPresent(stream -> stop(stream, UtteranceEndReason.FLUSH));
    } else if (message instanceof ListenSpeaking speaking) {
      leases.touch(speaking.ref(), net.nowMs());
    } else if (message instanceof ListenClose close) {
      leases.end(close.ref());
    }
  }

  private void frame(Stream stream, AudioFrame frame) {
    if (frame.sequence() < stream.next) {
      return;
    } else if (frame.sequence() > stream.next) {
      leases.end(stream.open.ref());
      return;
    }
    stream.next++;
    stream.preRoll.add(frame.opus());
    boolean voice = SimWords.isVoice(frame.opus());
    stream.voiced = voice ? stream.voiced + 1 : 0;
    stream.silent = voice ? 0 : stream.silent + 1;
    if (stream.speech) {
      pcm(stream, List.of(frame.opus()));
    } else if (stream.voiced == BEGIN_FRAMES) {
      start(stream);
    } else if (stream.preRoll.size() > PRE_ROLL_FRAMES) {
      stream.preRoll.poll();
    }
    if (stream.speech && stream.silent == END_FRAMES && stream.open.mode() != ListenMode.MANUAL) {
      stop(stream, UtteranceEndReason.SILENCE);
    }
    if (stream.next % 4 == 0) {
      tell(stream.open.ownerInbox(), new ListenCredit(stream.open.ref(), stream.next + CREDIT_FRAMES));
      if (stream.speech) {
        tell(stream.open.ownerInbox(), stream.begun);
      }
    }
  }

  private void start(Stream stream) {
    stream.speech = true;
    stream.accepted = false;
    stream.ended = false;
    stream.pieces = 0;
    int id = ++stream.utteranceId;
    stream.begun = new SpeechStarted(stream.open.ref(), id, (long) (stream.next - BEGIN_FRAMES) * FRAME_MS);
    tell(stream.open.ownerInbox(), stream.begun);
    UtteranceOpen open = new UtteranceOpen(stream.open.ref(), id, "", stream.open.ownerInbox());
    net.request(inbox, stream.open.asrInbox(), open, Accepted.class, 1_000)
        .onSuccess(accepted -> net.later(inbox, 0, () -> opened(stream, id)))
        .onFailure(failure -> net.later(inbox, 0, () -> tell(stream.open.ownerInbox(), new TranscriptFailed(
            stream.open.ref(), id, MeshException.of(failure).error(), ""))));
    pcm(stream, new ArrayList<>(stream.preRoll));
  }

  private void opened(Stream stream, int id) {
    if (stream.utteranceId != id) {
      return;
    }
    stream.accepted = true;
    List<Payload> waiting = List.copyOf(stream.held);
    stream.held.clear();
    pcm(stream, waiting);
    if (stream.ended) {
      end(stream);
    }
  }

  private void pcm(Stream stream, List<Payload> frames) {
    stream.preRoll.clear();
    if (!stream.accepted) {
      stream.held.addAll(frames);
      return;
    }
    for (Payload frame : frames) {
      net.send(inbox, stream.open.asrInbox(),
          new UtterancePcm(stream.open.ref(), stream.utteranceId, stream.pieces++, frame));
    }
  }

  private void stop(Stream stream, UtteranceEndReason reason) {
    boolean had = stream.speech;
    stream.speech = false;
    int lastVoiced = (stream.next - stream.silent) * FRAME_MS;
    tell(stream.open.ownerInbox(), new SpeechStopped(stream.open.ref(),
        had ? stream.utteranceId : stream.utteranceId + 1, lastVoiced, 100, END_FRAMES * FRAME_MS,
        had ? reason : UtteranceEndReason.NO_SPEECH));
    if (had && stream.accepted) {
      end(stream);
    } else if (had) {
      stream.ended = true;
    }
  }

  private void end(Stream stream) {
    net.send(inbox, stream.open.asrInbox(),
        new UtteranceEnd(stream.open.ref(), stream.utteranceId, stream.pieces));
  }
}
