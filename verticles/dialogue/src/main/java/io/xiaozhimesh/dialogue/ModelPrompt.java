package io.xiaozhimesh.dialogue;

import io.xiaozhimesh.dialogue.ChatMessage.Author;
import io.xiaozhimesh.dialogue.agents.Agent;
import io.xiaozhimesh.dialogue.internal.ContextBudget;
import io.xiaozhimesh.protocol.bus.AnswerOpen;
import io.xiaozhimesh.protocol.bus.Exchange;
import io.xiaozhimesh.protocol.bus.ToolResult;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The messages that a turn begins with: the agent's prompt, as much context as fits, the question. */
final class ModelPrompt {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** To a model whose answer was broken off by the loss of a worker. */
  static final String GO_ON =
      "(You were cut off here. Go on exactly after your last words; repeat none of them and do not mention this.)";

  /** To a model whose call was put to the person. */
  private static final String ASKED =
      "Not done yet: the person is being asked right now whether it shall really be done. Do not ask and do not say it is done.";

  /** To a model whose call goes on. */
  private static final String LATER = "This goes on; the person will be told the result when it is there.";

  private ModelPrompt() {
  }

  static List<ChatMessage> messages(Turn turn, int tokensMax) {
    String prompt = prompt(turn);
    String question = turn.open().text();
    List<Exchange> known = turn.memory().conversation().exchanges();
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(ChatMessage.of(Author.SYSTEM, prompt));
    new ContextBudget(tokensMax).fitting(prompt, known, question).forEach(e -> add(messages, e));
    messages.add(ChatMessage.of(Author.USER, question));
    if (!turn.open().alreadySaid().isEmpty()) {
      messages.add(ChatMessage.of(Author.ASSISTANT, String.join(" ", turn.open().alreadySaid())));
      messages.add(ChatMessage.of(Author.USER, GO_ON));
    }
    return messages;
  }

  /** What a model is told of a tool's result. */
  static String told(ToolResult result) {
    return switch (result.kind()) {
      case CONFIRM -> ASKED;
      case LATER -> LATER;
      default -> result.text();
    };
  }

  /** What a model is told when a call has run to which the person said yes. */
  static String confirmed(String result) {
    return "(The tool that you had called before has now run. Its result: " + result
        + " Tell the person in one short sentence; call no tool for it again.)";
  }

  private static void add(List<ChatMessage> messages, Exchange exchange) {
    messages.add(ChatMessage.of(Author.USER, exchange.said()));
    String heard = exchange.answered() + (exchange.interrupted() ? " …" : "");
    if (!heard.isBlank()) {
      messages.add(ChatMessage.of(Author.ASSISTANT, heard.strip()));
    }
  }

  private static String prompt(Turn turn) {
    Agent agent = turn.agent();
    ZonedDateTime now = turn.around().now();
    AnswerOpen open = turn.open();
    String filled = agent.prompt().filled(Map.of(
        "date", now.toLocalDate().toString(),
        "time", TIME.format(now),
        "weekday", now.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH),
        "timezone", now.getZone().getId(),
        "device", open.deviceId(),
        "language", turn.reply().language(),
        "name", agent.name()));
    return open.emotion().isEmpty() ? filled : filled + "\nThe person sounds " + open.emotion() + ".";
  }
}
