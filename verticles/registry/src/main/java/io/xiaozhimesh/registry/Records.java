package io.xiaozhimesh.registry;

import io.xiaozhimesh.registry.internal.ActivationCodes;
import io.xiaozhimesh.registry.sql.ActivationTable;
import io.xiaozhimesh.registry.sql.AlarmTable;
import io.xiaozhimesh.registry.sql.AuditTable;
import io.xiaozhimesh.registry.sql.ConversationTable;
import io.xiaozhimesh.registry.sql.Database;
import io.xiaozhimesh.registry.sql.DeviceTable;
import io.xiaozhimesh.registry.sql.NameTable;
import io.xiaozhimesh.registry.sql.NoteTable;
import java.util.concurrent.TimeUnit;

/** All tables of the registry. Blocking, thread-safe. */
record Records(DeviceTable devices, ConversationTable conversations, NoteTable notes, ActivationTable activations,
    AuditTable audit, AlarmTable alarms, NameTable names) {

  static Records in(Database database, RegistryOptions options) {
    DeviceTable devices = new DeviceTable(database, options.devicesMax());
    return new Records(
        devices,
        new ConversationTable(database, options.exchangesMax()),
        new NoteTable(database, options.notesMax()),
        new ActivationTable(database, devices, new ActivationCodes(), options.activationCodeLifeMs(),
            options.activationsPendingMax()),
        new AuditTable(database, options.auditRowsMax()),
        new AlarmTable(database, options.alarms().perDeviceMax()),
        new NameTable(database));
  }

  /** Forgets expired codes and what is too old of the rest; 0 days keep it. Answers how many rows those were. */
  int purge(long nowMs, RegistryOptions options) {
    int rows = activations.eraseExpired(nowMs);
    if (options.retentionDays() > 0) {
      rows += conversations.eraseBefore(nowMs - TimeUnit.DAYS.toMillis(options.retentionDays()));
    }
    if (options.strangerDays() > 0) {
      rows += devices.eraseStrangersBefore(nowMs - TimeUnit.DAYS.toMillis(options.strangerDays()));
    }
    if (options.auditDays() > 0) {
      rows += audit.eraseBefore(nowMs - TimeUnit.DAYS.toMillis(options.auditDays()));
    }
    return rows;
  }
}
