package io.xiaozhimesh.launcher.cluster;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A set of texts that forgets the one longest not added when it is full. Thread-safe. */
final class BoundedSet {

  private final int sizeMax;
  private final Set<String> members = new LinkedHashSet<>();

  BoundedSet(int sizeMax) {
    this.sizeMax = sizeMax;
  }

  /** Adds, or makes the newest; true when another had to go for it. */
  synchronized boolean add(String member) {
    members.remove(member);
    members.add(member);
    if (members.size() <= sizeMax) {
      return false;
    }
    members.remove(members.iterator().next());
    return true;
  }

  synchronized void remove(String member) {
    members.remove(member);
  }

  synchronized boolean contains(String member) {
    return members.contains(member);
  }

  synchronized int size() {
    return members.size();
  }

  synchronized List<String> all() {
    return List.copyOf(members);
  }
}
