package io.xiaozhimesh.plugins.music;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The titles of a folder at one moment. Immutable, pure. */
final class MusicIndex {

  private record Entry(Track track, String title, String groupAndTitle, String titleAndGroup) {
  }

  private final List<Entry> entries;

  MusicIndex(List<Track> tracks) {
    entries = tracks.stream().map(track -> new Entry(track, TitleMatch.plain(track.title()),
        TitleMatch.plain(track.group() + track.title()), TitleMatch.plain(track.title() + track.group()))).toList();
  }

  int size() {
    return entries.size();
  }

  /** Some titles, to say what there is. */
  List<String> titles(int most) {
    return entries.stream().limit(most).map(entry -> entry.track.title()).toList();
  }

  /**
   * The piece that fits best; among those that fit equally well, such as all of one composer, one by chance.
   *
   * @param wanted a title, or a part of one, or the name of a folder
   */
  Optional<Track> find(String wanted, RandomGenerator random) {
    String plain = TitleMatch.plain(wanted);
    List<Track> best = new ArrayList<>();
    double top = TitleMatch.ENOUGH;
    for (Entry entry : entries) {
      double score = score(plain, entry);
      if (score > top) {
        best.clear();
        top = score;
      }
      if (score >= top) {
        best.add(entry.track);
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best.get(random.nextInt(best.size())));
  }

  /** Any piece but this one, unless it is the only one. */
  Optional<Track> any(String notReference, RandomGenerator random) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    int at = random.nextInt(entries.size());
    boolean same = entries.get(at).track.reference().equals(notReference);
    return Optional.of(entries.get(same ? (at + 1) % entries.size() : at).track);
  }

  private static double score(String wanted, Entry entry) {
    double title = TitleMatch.score(wanted, entry.title);
    String group = TitleMatch.plain(entry.track.group());
    if (group.isEmpty()) {
      return title;
    }
    double whole = Math.max(TitleMatch.score(wanted, entry.groupAndTitle), TitleMatch.score(wanted, entry.titleAndGroup));
    boolean names = wanted.length() >= 2 && group.contains(wanted);
    return Math.max(title, names ? TitleMatch.score(wanted, group) : whole);
  }
}
