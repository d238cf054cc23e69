package io.xiaozhimesh.bench.load.server;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks into another JVM of this machine and this user, by attaching to it. Blocks; for one thread. */
public final class JvmView implements AutoCloseable {

  private static final String TIMER = "io.vertx.core.impl.VertxImpl$InternalTimerHandler";
  private static final String CONSUMER = "io.vertx.core.eventbus.impl.HandlerHolder";

  /**
   * What lives in the JVM after a full collection.
   *
   * @param heapBytes objects that can still be reached
   * @param directBytes memory outside the heap in direct buffers, as far as the JDK counts it
   * @param timers of Vert.x that wait
   * @param consumers on the event bus
   */
  public record Living(long heapBytes, long directBytes, long timers, long consumers) {
  }

  /**
   * What the collectors did since the start.
   *
   * @param collections how many
   * @param ms for how long altogether
   */
  public record Collections(long collections, long ms) {
  }

  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private JvmView(JMXConnector connector) throws IOException {
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  /** Of the process with this id. */
  public static JvmView of(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(pid));
      try {
        return new JvmView(JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent())));
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Collects everything, then counts. Stops the other JVM for as long as that takes. */
  public Living living() {
    try {
      String histogram = (String) beans.invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"),
          "gcClassHistogram", new Object[] {new String[0]}, new String[] {String[].class.getName()});
      long direct = (Long) beans.getAttribute(new ObjectName("java.nio:type=BufferPool,name=direct"), "MemoryUsed");
      return new Living(total(histogram), direct, instances(histogram, TIMER), instances(histogram, CONSUMER));
    } catch (JMException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What all its collectors did so far. */
  public Collections collections() {
    try {
      long count = 0;
      long ms = 0;
      for (ObjectName name : beans.queryNames(new ObjectName("java.lang:type=GarbageCollector,*"), null)) {
        count += (Long) beans.getAttribute(name, "CollectionCount");
        ms += (Long) beans.getAttribute(name, "CollectionTime");
      }
      return new Collections(count, ms);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last line of a class histogram reads "Total", objects, bytes. */
  static long total(String histogram) {
    List<String> lines = new ArrayList<>(histogram.lines().filter(line -> line.startsWith("Total")).toList());
    String[] words = lines.get(lines.size() - 1).trim().split("\\s+");
    return Long.parseLong(words[2]);
  }

  /** How many objects of this class, or of classes nested in it or named after it, a class histogram counts. */
  static long instances(String histogram, String className) {
    return histogram.lines().map(line -> line.trim().split("\\s+"))
        .filter(words -> words.length >= 4 && words[0].endsWith(":")
            && words[3].toLowerCase(Locale.ROOT).startsWith(className.toLowerCase(Locale.ROOT)))
        .mapToLong(words -> Long.parseLong(words[1])).sum();
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      // The other JVM ended first.
    }
  }
}
