package io.xiaozhimesh.registry;

import io.vertx.core.Future;
import io.xiaozhimesh.protocol.bus.Accepted;
import io.xiaozhimesh.protocol.bus.ActivationBind;
import io.xiaozhimesh.protocol.bus.ActivationState;
import io.xiaozhimesh.protocol.bus.ActivationWanted;
import io.xiaozhimesh.protocol.bus.Addresses;
import io.xiaozhimesh.protocol.bus.AuditAppend;
import io.xiaozhimesh.protocol.bus.AuditListed;
import io.xiaozhimesh.protocol.bus.AuditVerifyWanted;
import io.xiaozhimesh.protocol.bus.AuditWanted;
import io.xiaozhimesh.protocol.bus.Alarm;
import io.xiaozhimesh.protocol.bus.AlarmCancel;
import io.xiaozhimesh.protocol.bus.AlarmListed;
import io.xiaozhimesh.protocol.bus.AlarmSet;
import io.xiaozhimesh.protocol.bus.AlarmsWanted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.ContextAppend;
import io.xiaozhimesh.protocol.bus.ContextErase;
import io.xiaozhimesh.protocol.bus.ContextLoaded;
import io.xiaozhimesh.protocol.bus.ContextWanted;
import io.xiaozhimesh.protocol.bus.DeviceAssign;
import io.xiaozhimesh.protocol.bus.DeviceByName;
import io.xiaozhimesh.protocol.bus.DeviceNamed;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.DeviceSeen;
import io.xiaozhimesh.protocol.bus.DeviceWanted;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.NoteAdd;
import io.xiaozhimesh.protocol.bus.NoteErase;
import io.xiaozhimesh.protocol.bus.NotesLoaded;
import io.xiaozhimesh.protocol.bus.NotesWanted;
import io.xiaozhimesh.protocol.bus.SayEnded;
import io.xiaozhimesh.protocol.device.DeviceId;
import io.xiaozhimesh.registry.internal.ContextBound;
import io.xiaozhimesh.stage.Inbox;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;
import java.util.function.Supplier;

/** What the registry does for each request: checks it, runs its SQL on the workers, counts what it refuses. */
final class RegistryRequests {

  private static final int NAME_CHARS_MAX = 128;

  private final Records records;
  private final SqlWorkers workers;
  private final StageContext stage;
  private final Alarms alarms;

  RegistryRequests(Records records, SqlWorkers workers, StageContext stage, Alarms alarms) {
    this.records = records;
    this.workers = workers;
    this.stage = stage;
    this.alarms = alarms;
  }

  Inbox bindTo(Inbox inbox) {
    return inbox
        .onRequest(DeviceSeen.class, this::seen)
        .onRequest(DeviceWanted.class, m -> of(m.deviceId(), () -> known(m.deviceId())))
        .onRequest(DeviceAssign.class, m -> of(m.deviceId(), () -> assign(m)).onSuccess(this::tell))
        .onRequest(ContextWanted.class, m -> of(m.deviceId(), () -> context(m)))
        .onRequest(ContextAppend.class, m -> of(m.deviceId(), () -> append(m)))
        .onRequest(ContextErase.class, m -> of(m.deviceId(), () -> erase(m)))
        .onRequest(NoteAdd.class, m -> of(m.deviceId(), () -> keep(m)))
        .onRequest(NotesWanted.class, m -> of(m.deviceId(), () -> notes(m)))
        .onRequest(NoteErase.class, m -> of(m.deviceId(), () -> erase(m)))
        .onRequest(ActivationWanted.class, m -> of(m.deviceId(), () -> activation(m)))
        .onRequest(ActivationBind.class, m -> answer(() -> bind(m)).onSuccess(this::tell))
        .onRequest(AuditAppend.class, m -> answer(() -> append(m)))
        .onRequest(AuditWanted.class, m -> answer(() ->
            new AuditListed(records.audit().newest(m.beforeSequence(), m.rowsMax(), m.deviceId()))))
        .onRequest(AuditVerifyWanted.class, m -> answer(() -> records.audit().verify()))
        .onRequest(AlarmSet.class, m -> of(m.deviceId(), () -> set(m)).onSuccess(set -> alarms.dueAt(m.dueMs())))
        .onRequest(AlarmsWanted.class, m -> of(m.deviceId(), () -> new AlarmListed(records.alarms().of(m.deviceId()))))
        .onRequest(AlarmCancel.class, m -> of(m.deviceId(), () -> cancel(m)))
        .onRequest(SayEnded.class, m -> of(m.deviceId(), () -> ended(m)).onSuccess(v -> alarms.dueAt(0)))
        .onRequest(DeviceNamed.class, m -> of(m.deviceId(), () -> named(m)))
        .onRequest(DeviceByName.class, m -> of(m.deviceId(), () -> byName(m)));
  }

  /** A device that is back is told what was due meanwhile. */
  private Future<DeviceProfile> seen(DeviceSeen m) {
    return of(m.deviceId(), () -> {
      DeviceProfile profile = records.devices().seen(m);
      if (records.alarms().wake(m.deviceId(), stage.clock().unixMs()) > 0) {
        stage.metrics().count("mesh.registry.alarm", "outcome", "woken");
      }
      return profile;
    }).onSuccess(profile -> alarms.dueAt(0));
  }

  private AlarmListed set(AlarmSet m) {
    stage.metrics().count("mesh.registry.alarm", "outcome", "set");
    return new AlarmListed(List.of(records.alarms().set(m)));
  }

  private AlarmListed cancel(AlarmCancel m) {
    List<Alarm> gone = records.alarms().cancel(m.deviceId(), m.alarmIds());
    gone.forEach(alarm -> stage.metrics().count("mesh.registry.alarm", "outcome", "cancelled"));
    return new AlarmListed(gone);
  }

  private Accepted ended(SayEnded m) {
    alarms.ended(m);
    return new Accepted();
  }

  private Accepted named(DeviceNamed m) {
    checkName(m.name());
    known(m.deviceId());
    records.names().name(m.deviceId(), m.name());
    return new Accepted();
  }

  private DeviceProfile byName(DeviceByName m) {
    String owner = known(m.deviceId()).owner();
    if (owner.isEmpty()) {
      throw badRequest("the device has no owner, so it has no siblings");
    }
    return records.names().find(owner, m.name()).flatMap(records.devices()::find)
        .orElseThrow(() -> badRequest("no device of this owner is called so"));
  }

  /** Whoever holds an older profile learns of the new one. */
  private void tell(DeviceProfile changed) {
    stage.bus().publish(Addresses.PROFILES, changed);
  }

  private <T extends BusMessage> Future<T> of(String deviceId, Supplier<T> work) {
    return answer(() -> {
      if (DeviceId.parse(deviceId).filter(id -> id.value().equals(deviceId)).isEmpty()) {
        throw badRequest("the device id is not in its normal form");
      }
      return work.get();
    });
  }

  private <T extends BusMessage> Future<T> answer(Supplier<T> work) {
    return workers.run(work).onFailure(failure -> {
      MeshError error = MeshException.of(failure).error();
      stage.metrics().count("mesh.registry.request.failed", "error", error.name());
    });
  }

  private DeviceProfile known(String deviceId) {
    return records.devices().find(deviceId).orElseThrow(() -> badRequest("the device is unknown"));
  }

  private DeviceProfile assign(DeviceAssign m) {
    checkName(m.agentId());
    checkName(m.owner());
    return records.devices().assign(m.deviceId(), m.agentId(), m.owner())
        .orElseThrow(() -> badRequest("the device is unknown"));
  }

  private ContextLoaded context(ContextWanted m) {
    return new ContextLoaded(ContextBound.newest(records.conversations().newest(m.deviceId(), m.exchangesMax())));
  }

  private Accepted append(ContextAppend m) {
    if (!records.conversations().append(m)) {
      stage.metrics().count("mesh.registry.exchange.repeated");
    }
    return new Accepted();
  }

  private Accepted append(AuditAppend m) {
    if (!records.audit().append(m)) {
      stage.metrics().count("mesh.registry.audit.repeated");
    }
    return new Accepted();
  }

  private Accepted erase(ContextErase m) {
    records.conversations().erase(m.deviceId());
    records.notes().erase(m.deviceId(), "");
    return new Accepted();
  }

  private Accepted keep(NoteAdd m) {
    checkName(m.note().noteId());
    if (m.note().noteId().isEmpty() || m.note().text().isBlank()) {
      throw badRequest("the note has no id or no text");
    }
    if (!records.notes().add(m.deviceId(), m.note())) {
      stage.metrics().count("mesh.registry.note.repeated");
    }
    return new Accepted();
  }

  private NotesLoaded notes(NotesWanted m) {
    return new NotesLoaded(records.notes().all(m.deviceId()));
  }

  private Accepted erase(NoteErase m) {
    checkName(m.noteId());
    records.notes().erase(m.deviceId(), m.noteId());
    return new Accepted();
  }

  /** A code lives by this node's clock: the one of whoever asks may be an hour off. */
  private ActivationState activation(ActivationWanted m) {
    return records.activations().state(m.deviceId(), stage.clock().unixMs());
  }

  private DeviceProfile bind(ActivationBind m) {
    checkName(m.owner());
    if (m.owner().isBlank()) {
      throw badRequest("the owner is missing");
    }
    return records.activations().bind(m.code(), m.owner(), stage.clock().unixMs())
        .orElseThrow(() -> badRequest("the activation code is unknown or has expired"));
  }

  private static void checkName(String name) {
    if (name.length() > NAME_CHARS_MAX || name.indexOf('\0') >= 0) {
      throw badRequest("a name is longer than " + NAME_CHARS_MAX + " characters or holds U+0000");
    }
  }

  private static MeshException badRequest(String message) {
    return new MeshException(MeshError.BAD_REQUEST, message);
  }
}
