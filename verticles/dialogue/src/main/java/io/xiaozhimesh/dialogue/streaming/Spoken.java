package io.xiaozhimesh.dialogue.streaming;

import io.xiaozhimesh.dialogue.ChatMessage;
import io.xiaozhimesh.dialogue.ChatMessage.Author;
import java.util.ArrayList;
import java.util.List;

/**
 * A conversation for an application that has a prompt and tools of its own: what person and model have said, without our
 * prompt and calls. Pure.
 *
 * @param byPerson else by the model
 * @param text not blank
 */
public record Spoken(boolean byPerson, String text) {

  /** Oldest first. What a tool has answered is told by the person. */
  public static List<Spoken> of(List<ChatMessage> messages) {
    List<Spoken> spoken = new ArrayList<>();
    for (ChatMessage message : messages) {
      if (message.author() != Author.SYSTEM && !message.text().isBlank()) {
        String text = message.author() == Author.TOOL ? "(Result of a tool: " + message.text() + ")" : message.text();
        spoken.add(new Spoken(message.author() != Author.ASSISTANT, text));
      }
    }
    return spoken;
  }

  /** All of it as one text, for a service that takes one; a question alone stays as it is. */
  public static String asText(List<ChatMessage> messages) {
    List<Spoken> spoken = of(messages);
    if (spoken.size() == 1) {
      return spoken.get(0).text();
    }
    StringBuilder text = new StringBuilder("The conversation so far, yours to go on with:");
    spoken.forEach(one -> text.append('\n').append(one.byPerson() ? "Person: " : "You: ").append(one.text()));
    return text.toString();
  }
}
