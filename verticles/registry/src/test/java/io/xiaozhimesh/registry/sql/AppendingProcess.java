package io.xiaozhimesh.registry.sql;

import io.xiaozhimesh.protocol.bus.ContextAppend;
import io.xiaozhimesh.protocol.bus.Exchange;
import io.xiaozhimesh.protocol.bus.TurnRef;

/** A process that appends exchanges without end and prints the number of each that is durable. Ends by being killed. */
public final class AppendingProcess {

  private AppendingProcess() {
  }

  /** Takes the JDBC address. */
  public static void main(String[] arguments) {
    ConversationTable conversations = new ConversationTable(Database.open(arguments[0], "mesh", "", 2), 10_000);
    for (int turn = 1; turn < 100_000; turn++) {
      Exchange exchange = new Exchange("said " + turn, "answered " + turn, false, turn);
      conversations.append(new ContextAppend(new TurnRef("s", turn, 1), "device", exchange));
      System.out.println(turn);
      System.out.flush();
    }
  }
}
