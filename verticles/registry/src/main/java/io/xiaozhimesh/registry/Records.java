package io.xiaozhimesh.registry;

import io.xiaozhimesh.registry.internal.ActivationCodes;
import io.xiaozhimesh.registry.sql.ActivationTable;
import io.xiaozhimesh.registry.sql.ConversationTable;
import io.xiaozhimesh.registry.sql.Database;
import io.xiaozhimesh.registry.sql.DeviceTable;
import java.util.concurrent.TimeUnit;

/** All tables of the registry. Blocking, thread-safe. */
record Records(DeviceTable devices, ConversationTable conversations, ActivationTable activations) {

  static Records in(Database database, RegistryOptions options) {
    return new Records(
        new DeviceTable(database),
        new ConversationTable(database, options.exchangesMax()),
        new ActivationTable(database, new ActivationCodes(), options.activationCodeLifeMs(),
            options.activationsPendingMax()));
  }

  /** Forgets expired codes, and exchanges older than so many days; 0 keeps them. Answers how many exchanges. */
  int purge(long nowMs, int retentionDays) {
    activations.eraseExpired(nowMs);
    return retentionDays == 0 ? 0 : conversations.eraseBefore(nowMs - TimeUnit.DAYS.toMillis(retentionDays));
  }
}
