package io.xiaozhimesh.plugins.alarms;

import io.vertx.core.Future;
import io.xiaozhimesh.plugins.internal.ToolResults;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.Alarm;
import io.xiaozhimesh.protocol.bus.AlarmCancel;
import io.xiaozhimesh.protocol.bus.AlarmKind;
import io.xiaozhimesh.protocol.bus.AlarmListed;
import io.xiaozhimesh.protocol.bus.AlarmSet;
import io.xiaozhimesh.protocol.bus.AlarmsWanted;
import io.xiaozhimesh.protocol.bus.BusMessage;
import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolResultKind;
import io.xiaozhimesh.stage.StageContext;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.function.Function;

/** What all tools for alarms do with the registry. */
final class AlarmDesk {

  private static final int REGISTRY_MS = 2_000;

  private final StageContext stage;
  private final ZoneId zone;

  AlarmDesk(StageContext stage, ZoneId zone) {
    this.stage = stage;
    this.zone = zone;
  }

  ZonedDateTime now() {
    return Instant.ofEpochMilli(stage.clock().unixMs()).atZone(zone);
  }

  Future<ToolResult> set(ToolCaller caller, AlarmKind kind, long dueMs, String text, String done) {
    if (caller.deviceId().isEmpty()) {
      return Future.succeededFuture(ToolResults.failed("The device is not known here, so it cannot be woken."));
    }
    String key = caller.idempotencyKey().isEmpty()
        ? caller.sessionId() + '/' + caller.ref().turnId() + '/' + kind + '/' + dueMs : caller.idempotencyKey();
    String language = caller.language().isEmpty() ? "en" : caller.language();
    return ask(caller, new AlarmSet(caller.deviceId(), kind, dueMs, text, language, key), set -> done);
  }

  Future<List<Alarm>> list(ToolCaller caller) {
    return request(new AlarmsWanted(caller.deviceId())).map(AlarmListed::alarms);
  }

  Future<List<Alarm>> cancel(ToolCaller caller, List<String> ids) {
    return request(new AlarmCancel(caller.deviceId(), ids)).map(AlarmListed::alarms);
  }

  /** What went wrong, in a sentence. */
  static Future<ToolResult> trouble(ToolCaller caller, Throwable failure) {
    boolean full = MeshException.of(failure).error() == MeshError.OVERLOADED;
    String sentence = caller.chinese()
        ? full ? "已经有太多闹钟了。" : "抱歉，现在没法管理闹钟。"
        : full ? "There are too many alarms already." : "Sorry, I cannot get at the alarms just now.";
    return Future.succeededFuture(ToolResults.failed(sentence));
  }

  static ToolResult say(String text) {
    return new ToolResult(ToolResultKind.SAY, text, false);
  }

  private Future<ToolResult> ask(ToolCaller caller, BusMessage request, Function<AlarmListed, String> done) {
    return request(request).map(listed -> say(done.apply(listed))).recover(failure -> trouble(caller, failure));
  }

  private Future<AlarmListed> request(BusMessage request) {
    return stage.directory().lease(Role.REGISTRY, request, AlarmListed.class, REGISTRY_MS).map(lease -> lease.answer());
  }
}
