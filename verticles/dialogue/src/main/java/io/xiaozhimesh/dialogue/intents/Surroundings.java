package io.xiaozhimesh.dialogue.intents;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What an intent may know besides the words.
 *
 * @param now in the agent's time zone
 * @param random the only source of chance
 * @param lastAnswer what the device heard last, or ""
 * @param agentName how the agent calls itself
 * @param modelHint how to give the agent a language model, in words for a person; "" when it has one
 * @param alreadySaid sentences of this answer that an earlier worker gave before it was lost
 */
public record Surroundings(
    ZonedDateTime now,
    RandomGenerator random,
    String lastAnswer,
    String agentName,
    String modelHint,
    List<String> alreadySaid) {
}
