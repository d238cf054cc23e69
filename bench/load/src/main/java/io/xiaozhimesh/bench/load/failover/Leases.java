package io.xiaozhimesh.bench.load.failover;

import io.vertx.core.Vertx;
import io.xiaozhimesh.protocol.bus.AnswerDone;
import io.xiaozhimesh.protocol.bus.AnswerMilestone;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.AnswerProgress;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ListenOpen;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.SentenceReady;
import io.xiaozhimesh.protocol.bus.SentenceSpoken;
import io.xiaozhimesh.protocol.bus.SpeakOpen;
import io.xiaozhimesh.protocol.bus.SpeechFrame;
import io.xiaozhimesh.protocol.bus.SpeechStarted;
import io.xiaozhimesh.protocol.bus.SpeechStopped;
import io.xiaozhimesh.protocol.bus.TranscriptFinal;
import io.xiaozhimesh.protocol.bus.UtteranceEndReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which worker holds which session's lease at this moment, and where each turn stands: known from what the owner of the
 * sessions, in this JVM, sends and receives. Thread-safe.
 */
final class Leases {

  /** A turn that stands somewhere. */
  record Standing(String sessionId, Moment moment, long sinceNs, Map<Role, String> inboxes, boolean thinks) {
  }

  private static final class Talk {
    final Map<Role, String> inboxes = new EnumMap<>(Role.class);
    Moment moment;
    long sinceNs;
    boolean thinks;
    boolean speaks;
    int sentences;
    int spoken;
    int losses;

    void at(Moment now) {
      if (moment != now) {
        moment = now;
        sinceNs = System.nanoTime();
      }
    }
  }

  private static final Set<UtteranceEndReason> NOTHING_SAID =
      Set.of(UtteranceEndReason.TOO_SHORT, UtteranceEndReason.NO_SPEECH);

  private final Map<String, Talk> talks = new HashMap<>();
  private final Path toolFolder;

  /** @param toolFolder where plugins workers leave a file named after each session whose tool runs */
  Leases(Path toolFolder) {
    this.toolFolder = toolFolder;
  }

  /** Begins to look at what the owner on this Vert.x says and hears. */
  void watch(Vertx owner) {
    owner.eventBus().<Object>addOutboundInterceptor(delivery -> {
      if (delivery.body() instanceof BusMessage message) {
        sent(delivery.message().address(), message);
      }
      delivery.next();
    });
    owner.eventBus().<Object>addInboundInterceptor(delivery -> {
      // What comes from another node is decoded by this call.
      if (delivery.message().body() instanceof BusMessage message) {
        received(message);
      }
      delivery.next();
    });
  }

  private synchronized void sent(String address, BusMessage message) {
    if (message instanceof ListenOpen open) {
      Talk talk = talk(open.ref().sessionId());
      talk.inboxes.put(Role.VAD, address);
      talk.inboxes.put(Role.ASR, open.asrInbox());
    } else if (message instanceof AnswerOpen open) {
      Talk talk = talk(open.ref().sessionId());
      talk.inboxes.put(Role.DIALOGUE, address);
      talk.thinks = true;
      if (open.alreadySaid().isEmpty()) {
        talk.at(Moment.THINKING);
      }
    } else if (message instanceof SpeakOpen open) {
      Talk talk = talk(open.ref().sessionId());
      talk.inboxes.put(Role.TTS, address);
      talk.speaks = true;
    }
  }

  private synchronized void received(BusMessage message) {
    if (message instanceof SpeechStarted m) {
      talk(m.ref().sessionId()).at(Moment.LISTENING);
    } else if (message instanceof SpeechStopped m && !NOTHING_SAID.contains(m.reason())) {
      talk(m.ref().sessionId()).at(Moment.RECOGNISING);
    } else if (message instanceof TranscriptFinal m) {
      talk(m.ref().sessionId()).moment = null;
    } else if (message instanceof AnswerProgress m && m.milestone() != AnswerMilestone.FIRST_TOKEN) {
      talk(m.ref().sessionId()).at(m.milestone() == AnswerMilestone.TOOL_STARTED ? Moment.TOOL : Moment.THINKING);
    } else if (message instanceof SentenceReady m) {
      talk(m.ref().sessionId()).moment = null;
    } else if (message instanceof SpeechFrame m) {
      talk(m.ref().sessionId()).at(Moment.SPEAKING);
    } else if (message instanceof AnswerDone m) {
      Talk talk = talk(m.ref().sessionId());
      talk.thinks = false;
      talk.sentences = m.sentences();
      spoken(talk, 0);
    } else if (message instanceof SentenceSpoken m) {
      spoken(talk(m.ref().sessionId()), m.index() + 1);
    }
  }

  private static void spoken(Talk talk, int upTo) {
    talk.spoken = Math.max(talk.spoken, upTo);
    if (!talk.thinks && talk.sentences > 0 && talk.spoken >= talk.sentences) {
      talk.speaks = false;
      talk.moment = null;
    }
  }

  private Talk talk(String sessionId) {
    return talks.computeIfAbsent(sessionId, id -> new Talk());
  }

  /** The session's next turn begins: it has lost nobody yet. */
  synchronized void turnBegins(String sessionId) {
    Talk talk = talk(sessionId);
    talk.moment = null;
    talk.thinks = false;
    talk.speaks = false;
    talk.sentences = 0;
    talk.spoken = 0;
    talk.losses = 0;
  }

  /** The session is over. */
  synchronized void forget(String sessionId) {
    talks.remove(sessionId);
  }

  /** Every turn that stands at this moment. */
  synchronized List<Standing> standing(Moment moment) {
    return talks.entrySet().stream().filter(e -> e.getValue().moment == moment).map(e -> new Standing(e.getKey(), moment,
        e.getValue().sinceNs, Map.copyOf(e.getValue().inboxes), e.getValue().thinks)).toList();
  }

  /** Whose leases this worker holds now. */
  synchronized Set<String> held(Worker worker) {
    String inbox = worker.inbox();
    return talks.entrySet().stream().filter(e -> holds(worker.role, inbox, e.getKey(), e.getValue()))
        .map(Map.Entry::getKey).collect(Collectors.toSet());
  }

  private boolean holds(Role role, String inbox, String sessionId, Talk talk) {
    boolean his = inbox.equals(talk.inboxes.get(role));
    return switch (role) {
      case VAD -> his && !talk.thinks && !talk.speaks;
      case ASR -> his && (talk.moment == Moment.LISTENING || talk.moment == Moment.RECOGNISING);
      case DIALOGUE -> his && talk.thinks;
      case TTS -> his && talk.speaks;
      default -> toolRuns(inbox, sessionId);
    };
  }

  /** Whether a tool of the session runs at this plugins worker. */
  boolean toolRuns(String inbox, String sessionId) {
    return Files.exists(toolFolder.resolve(inbox.substring(inbox.lastIndexOf('.') + 1)).resolve(sessionId));
  }

  /** The most workers that one of these turns has lost. */
  synchronized int losses(Set<String> sessionIds) {
    return sessionIds.stream().mapToInt(id -> talk(id).losses).max().orElse(0);
  }

  /** Each of these turns loses a worker. */
  synchronized void lose(Set<String> sessionIds) {
    sessionIds.forEach(id -> talk(id).losses++);
  }
}
