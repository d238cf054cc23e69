package io.xiaozhimesh.protocol.bus;

/**
 * A stage on a node and its load.
 *
 * @param role which stage
 * @param inbox its clustered address
 * @param capacity sessions that it can serve at once
 * @param sessions leases held now
 * @param load 0 idle to 1 full; may exceed 1
 * @param queueAgeMs how long the oldest piece of work waits that is ready to be done; 0 where nothing waits
 * @param messagesPerS messages that its inbox received per second lately
 * @param capacityFrom where the capacity comes from
 */
public record RoleLoad(Role role, String inbox, int capacity, int sessions, double load,
    @MayBeMissing int queueAgeMs, @MayBeMissing int messagesPerS, @MayBeMissing CapacityOrigin capacityFrom) {

  /** A stage where nothing waits, of which nobody knows more than what it states. */
  public RoleLoad(Role role, String inbox, int capacity, int sessions, double load) {
    this(role, inbox, capacity, sessions, load, 0, 0, CapacityOrigin.STATED);
  }

  public RoleLoad {
    Checks.present(role, "role");
    Checks.present(inbox, "inbox");
    Checks.positive(capacity, "capacity");
    Checks.notNegative(sessions, "sessions");
    Checks.notNegative(queueAgeMs, "queueAgeMs");
    Checks.notNegative(messagesPerS, "messagesPerS");
    Checks.present(capacityFrom, "capacityFrom");
  }
}
