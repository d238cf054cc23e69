package io.xiaozhimesh.protocol.bus;

/**
 * Something that a device will say by itself.
 *
 * @param alarmId unique
 * @param kind what it is for the person
 * @param dueMs Unix time
 * @param text what is said then, or ""
 */
public record Alarm(String alarmId, AlarmKind kind, long dueMs, String text) {

  public Alarm {
    Checks.present(alarmId, "alarmId");
    Checks.present(kind, "kind");
    Checks.present(text, "text");
  }
}
