package io.xiaozhimesh.bench.load.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerViewTest {

  @Test
  void stat_nameWithSpacesAndParentheses_cpuTimeIsReadBehindIt() {
    String stat = "42 (a (b) c) S 1 2 3 4 5 6 7 8 9 10 150 50 0 0 20 0 33";
    assertThat(ProcessSample.cpuMs(stat)).isEqualTo(2_000);
  }

  @Test
  void ownProcess_sampled_hasMemoryDescriptorsAndThreads() {
    ProcessSample own = ProcessSample.of(ProcessHandle.current().pid());
    assertThat(own.residentKb()).isGreaterThan(10_000);
    assertThat(own.descriptors()).isPositive();
    assertThat(own.threads()).isPositive();
  }

  @Test
  void histogram_totalAndInstances_areReadFromItsLines() {
    String page = """
         num     #instances         #bytes  class name (module)
           1:           100           3200  io.vertx.core.impl.VertxImpl$InternalTimerHandler
           2:             7            224  io.vertx.core.eventbus.impl.HandlerHolder
           3:             2             64  io.vertx.core.eventbus.impl.HandlerHolderX
        Total           109           3488
        """;
    assertThat(JvmView.total(page)).isEqualTo(3_488);
    assertThat(JvmView.instances(page, "io.vertx.core.impl.VertxImpl$InternalTimerHandler")).isEqualTo(100);
    assertThat(JvmView.instances(page, "io.vertx.core.eventbus.impl.HandlerHolder")).isEqualTo(9);
  }

  @Test
  void limits_moreConnectionsThanFiles_adviceNamesTheCommand() {
    KernelLimits limits = new KernelLimits(1_024, 128, 32_768, 60_999);
    assertThat(limits.connectionsMax()).isEqualTo(624);
    assertThat(limits.advice(600)).singleElement().asString().contains("somaxconn");
    assertThat(limits.advice(5_000)).anyMatch(line -> line.contains("ulimit -n 5400"));
    assertThat(limits.advice(100)).isEmpty();
    assertThat(KernelLimits.softLimit("Max open files            20000                20000                files"))
        .isEqualTo(20_000);
    assertThat(KernelLimits.softLimit("Max open files            unlimited            unlimited            files"))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void counter_withLabels_isSummed() {
    ManagementPage page = new ManagementPage("a_total{x=\"1\"} 2.0\na_total{x=\"2\"} 3.5\na_total_other 9\nb_total 1\n");
    assertThat(page.counter("a_total")).isEqualTo(5.5);
    assertThat(page.counter("b_total")).isEqualTo(1);
    assertThat(page.counter("c_total")).isZero();
  }
}
