package io.xiaozhimesh.plugins.builtin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.xiaozhimesh.plugins.BuiltinTool;
import io.xiaozhimesh.plugins.BuiltinToolProvider;
import io.xiaozhimesh.plugins.ToolGround;
import io.xiaozhimesh.plugins.source.ToolCaller;
import io.xiaozhimesh.protocol.bus.AgentCard;
import io.xiaozhimesh.protocol.bus.AgentsListed;
import io.xiaozhimesh.protocol.bus.AgentsWanted;
import io.xiaozhimesh.protocol.bus.DeviceAssign;
import io.xiaozhimesh.protocol.bus.DeviceProfile;
import io.xiaozhimesh.protocol.bus.Role;
import io.xiaozhimesh.protocol.bus.ToolEffect;
import io.xiaozhimesh.protocol.bus.ToolResult;
import io.xiaozhimesh.protocol.bus.ToolSpec;
import io.xiaozhimesh.stage.OptionsReader;
import io.xiaozhimesh.stage.StageContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gives the device another agent, from the next turn on and until it is changed again: asks the dialogue who is there,
 * and has the registry keep the choice, which tells the dialogue.
 */
public final class ChangeRole implements BuiltinTool {

  /** Its name for models and in the configuration. */
  public static final String NAME = "change_role";

  private static final String SCHEMA = new ToolSchema()
      .text("role", "Name or id of the wanted role; leave it out to learn which there are").json();

  private final StageContext stage;

  ChangeRole(StageContext stage) {
    this.stage = stage;
  }

  @Override
  public ToolSpec spec() {
    return new ToolSpec(NAME, "Lets another role answer from now on, when the person asks for one; or lists the roles.",
        SCHEMA, ToolEffect.IDEMPOTENT, "builtin");
  }

  @Override
  public Future<ToolResult> call(JsonObject arguments, ToolCaller caller) {
    Answers answers = Answers.in(caller);
    String wanted = arguments.getString("role", "").strip();
    int halfMs = Math.max(1, caller.deadlineMs() / 2);
    return stage.directory()
        .lease(Role.DIALOGUE, new AgentsWanted(NAME), AgentsListed.class, halfMs)
        .compose(lease -> {
          List<AgentCard> agents = lease.answer().agents();
          String names = agents.stream().map(AgentCard::name).distinct()
              .collect(Collectors.joining(answers.either(", ", "、")));
          Optional<AgentCard> agent = find(agents, wanted);
          if (wanted.isEmpty()) {
            return answers.tell("There are these roles: " + names + ".", "有这些角色：" + names + "。");
          }
          return agent.isEmpty()
              ? answers.fail("I know no such role. There are: " + names + ".", "没有这个角色。有：" + names + "。")
              : assign(caller.deviceId(), agent.get(), halfMs, answers);
        })
        .otherwise(failure -> answers.failed("I can't change the role right now.", "现在换不了角色。"));
  }

  private Future<ToolResult> assign(String deviceId, AgentCard agent, int deadlineMs, Answers answers) {
    return stage.directory()
        .lease(Role.REGISTRY, new DeviceAssign(deviceId, agent.agentId(), ""), DeviceProfile.class, deadlineMs)
        .map(done -> answers.said("From now on you talk to " + agent.name() + ".",
            "好的，接下来由" + agent.name() + "陪你聊。"));
  }

  private static Optional<AgentCard> find(List<AgentCard> agents, String wanted) {
    String plain = wanted.toLowerCase(Locale.ROOT);
    return agents.stream().filter(agent -> agent.agentId().toLowerCase(Locale.ROOT).equals(plain)
        || agent.name().toLowerCase(Locale.ROOT).equals(plain)).findFirst();
  }

  /** Found by the class path. */
  public static final class Provider implements BuiltinToolProvider {

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public BuiltinTool create(OptionsReader section, ToolGround ground) {
      return new ChangeRole(ground.stage());
    }
  }
}
