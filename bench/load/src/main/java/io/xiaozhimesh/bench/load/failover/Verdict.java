package io.xiaozhimesh.bench.load.failover;

import io.xiaozhimesh.bench.device.DeviceTurn;
import io.xiaozhimesh.bench.load.engines.Teller;
import io.xiaozhimesh.bench.load.engines.ToneCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of a turn, judged by what was said and what sounded. Pure.
 *
 * @param whole whether it was understood and its whole answer was played
 * @param wordsLost words that are missing, doubled or wrong in the transcript
 * @param sentencesTwice sentences of which a part was heard more than once
 * @param stale packets that belong to no sentence of this answer, or came when the device was not speaking
 * @param longestGapMs how long the loudspeaker was dry inside the answer, at worst
 * @param firstSoundMs from the end of the speech to the first sound; -1 where there was none
 * @param story what was said, understood and heard, for people
 */
record Verdict(boolean whole, int wordsLost, int sentencesTwice, int stale, double longestGapMs, double firstSoundMs,
    String story) {

  /** Of a turn that never ended. */
  static Verdict nothingCame(int words) {
    return new Verdict(false, words, 0, 0, 0, -1, "no answer came");
  }

  static Verdict of(List<String> said, DeviceTurn turn) {
    List<String> understood = turn.transcript().isBlank() ? List.of() : List.of(turn.transcript().split(" "));
    int wordsLost = Math.max(said.size(), understood.size()) - matched(said, understood, new boolean[understood.size()]);
    List<String> due = understood.isEmpty() ? List.of() : Teller.answer(turn.transcript());
    List<Integer> expected = due.stream().flatMap(sentence -> ToneCode.symbols(sentence).stream()).toList();
    List<Integer> heard = heard(turn.reply().pcm());
    boolean[] inPlace = new boolean[heard.size()];
    int matched = matched(expected, heard, inPlace);
    Set<Integer> twice = new HashSet<>();
    int stale = turn.frames().refused();
    for (int i = 0; i < heard.size(); i++) {
      if (inPlace[i] || heard.get(i) == ToneCode.UNCLEAR) {
        continue;
      }
      int sentence = sentenceOf(due, heard.get(i));
      if (sentence >= 0) {
        twice.add(sentence);
      } else {
        stale++;
      }
    }
    boolean whole = turn.completed() && !due.isEmpty() && matched == expected.size() && turn.sentences().equals(due);
    String story = String.format("said %s, understood %s, announced %s, heard %d of %d packets and %s out of place, outcome %s",
        said, understood, turn.sentences(), matched, expected.size(), outOfPlace(heard, inPlace), turn.outcome());
    return new Verdict(whole, wordsLost, twice.size(), stale, turn.frames().longestGapMs(),
        turn.timing().firstAudioMs(), story);
  }

  /** Whether nothing is wrong with it. */
  boolean spotless() {
    return whole && wordsLost + sentencesTwice + stale == 0;
  }

  private static List<String> outOfPlace(List<Integer> heard, boolean[] inPlace) {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < inPlace.length; i++) {
      if (!inPlace[i]) {
        places.add(i + ":" + heard.get(i));
      }
    }
    return places;
  }

  private static List<Integer> heard(short[] pcm) {
    List<Integer> symbols = new ArrayList<>();
    for (int at = 0; at + ToneCode.FRAME_SAMPLES <= pcm.length; at += ToneCode.FRAME_SAMPLES) {
      int symbol = ToneCode.read(pcm, at);
      if (symbol != ToneCode.SILENCE) {
        symbols.add(symbol);
      }
    }
    return symbols;
  }

  private static int sentenceOf(List<String> sentences, int symbol) {
    for (int i = 0; i < sentences.size(); i++) {
      if (ToneCode.symbols(sentences.get(i)).contains(symbol)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Length of the longest common subsequence; marks which of {@code got} are in it. An unclear packet, as where a sentence
   * begins or ends, stands for any.
   */
  private static int matched(List<?> wanted, List<?> got, boolean[] inPlace) {
    int[][] best = new int[wanted.size() + 1][got.size() + 1];
    for (int w = wanted.size() - 1; w >= 0; w--) {
      for (int g = got.size() - 1; g >= 0; g--) {
        best[w][g] = same(wanted.get(w), got.get(g))
            ? best[w + 1][g + 1] + 1 : Math.max(best[w + 1][g], best[w][g + 1]);
      }
    }
    int w = 0;
    int g = 0;
    while (w < wanted.size() && g < got.size()) {
      if (same(wanted.get(w), got.get(g)) && best[w][g] == best[w + 1][g + 1] + 1) {
        inPlace[g] = true;
        w++;
        g++;
      } else if (best[w + 1][g] >= best[w][g + 1]) {
        w++;
      } else {
        g++;
      }
    }
    return best[0][0];
  }

  private static boolean same(Object wanted, Object got) {
    return wanted.equals(got) || got.equals(ToneCode.UNCLEAR);
  }
}
