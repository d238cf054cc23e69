package io.xiaozhimesh.stage.resilience;

import io.xiaozhimesh.protocol.bus.MeshError;
import io.xiaozhimesh.protocol.bus.MeshException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One request on its way along a chain of providers. Who fails before the first output hands over to the next at once; who
 * is silent for too long gets company, and whoever sounds first goes on alone; at the end of the chain those that failed
 * for a moment only are asked again after a growing wait. After the first output there is one provider, and its failure is
 * the request's. Nothing of this repeats a side effect: a request is repeated only while nobody has heard of it. A provider
 * on this machine has the stage's own deadlines only: company would slow it further.
 *
 * @param <T> the stage's interface
 */
public final class Relay<T> {

  /** The stage's half: how one provider is asked, and what becomes of it when none can. */
  public interface Request<T> {

    /**
     * Asks one provider, which reports to the attempt on the stage's context, perhaps before this returns.
     *
     * @return ends it at once, without a report
     * @throws MeshException when it does not begin
     */
    Runnable begin(T provider, Relay<T>.Attempt attempt);

    /**
     * None could, or the one that was heard broke off. Told once, and not after {@link Relay#cancel}.
     *
     * @param heard who had been heard already, or "" when nobody
     */
    void failed(MeshException failure, String heard);
  }

  private final RelayContext context;
  private final GuardRules rules;
  private final Priority priority;
  private final Request<T> request;
  private final Deque<Guarded<T>> rest;
  private final List<Guarded<T>> again = new ArrayList<>();
  private final Set<Attempt> running = new LinkedHashSet<>();
  private final Set<Guarded<T>> blamed = new HashSet<>();
  private MeshException last = new MeshException(MeshError.UNAVAILABLE, "there is no provider to ask");
  private Attempt heard;
  private Runnable forgetWait = () -> { };
  private int round;
  private boolean watched;
  private boolean over;

  /** @param chain whom to ask, in order; may be empty */
  public Relay(
      RelayContext context, GuardRules rules, List<Guarded<T>> chain, Priority priority, Request<T> request) {
    this.context = context;
    this.rules = rules;
    this.priority = priority;
    this.request = request;
    this.rest = new ArrayDeque<>(ChainOrder.of(chain, context.random()));
  }

  /** Begins, and watches the deadlines. */
  public void start() {
    startUnwatched();
    watch();
  }

  /** Begins without deadlines, for a request whose end is not known yet: somebody still speaks. */
  public void startUnwatched() {
    next();
  }

  /** The request is complete: from now on deadlines count. */
  public void watch() {
    if (!watched) {
      watched = true;
      List.copyOf(running).forEach(Attempt::watch);
    }
  }

  /** Nobody wants it any more. */
  public void cancel() {
    over = true;
    forgetWait.run();
    List.copyOf(running).forEach(Attempt::abandon);
  }

  /** Whether it has ended. */
  public boolean isOver() {
    return over;
  }

  private void next() {
    while (!over && !rest.isEmpty()) {
      Guarded<T> member = rest.poll();
      if (member.mayBeAsked(context.nowMs())) {
        new Attempt(member).enter();
        return;
      }
      context.count("resting", member.name());
    }
    if (!over && running.isEmpty()) {
      askAgainOrFail();
    }
  }

  private void askAgainOrFail() {
    if (again.isEmpty() || round == rules.tries().max()) {
      over = true;
      request.failed(last, "");
      return;
    }
    int waitMs = Math.max(rules.tries().backoff().delayMs(round++, context.random()), last.retryAfterMs());
    rest.addAll(again);
    again.clear();
    forgetWait = context.timers().after(waitMs, this::next);
  }

  /** Whether the same provider may do better in a moment. */
  private boolean mayDoBetter(Guarded<T> member, MeshException failure) {
    boolean soon = failure.retryAfterMs() <= rules.tries().backoff().maxMs();
    return !member.local() && soon && switch (failure.error()) {
      case UNAVAILABLE, PROVIDER_FAILED -> true;
      case OVERLOADED -> failure.retryAfterMs() > 0;
      default -> false;
    };
  }

  /** One provider's try. */
  public final class Attempt implements Gate.Waiter {

    private final Guarded<T> member;
    private final List<Runnable> timers = new ArrayList<>();
    private Gate.Place place;
    private Runnable forgetIdle = () -> { };
    private Runnable stop = () -> { };
    private long beganMs;
    private long watchedMs;
    private boolean begun;
    private boolean watching;
    private boolean done;

    private Attempt(Guarded<T> member) {
      this.member = member;
    }

    /** What the configuration calls the provider. */
    public String provider() {
      return member.name();
    }

    /** Stands for the provider with all of its settings. */
    public String fingerprint() {
      return member.fingerprint();
    }

    /** Whether it computes on this machine. */
    public boolean isLocal() {
      return member.local();
    }

    /** More output has come. False when nobody wants it: another was first, or the request is over. */
    public boolean output() {
      if (done || over || heard != null && heard != this) {
        return false;
      }
      if (heard == null) {
        heard = this;
        member.firstOutput(context.nowMs() - Math.max(beganMs, watchedMs));
        forgetTimers();
        after(rules.times().totalMs(), "it did not end in time");
        List.copyOf(running).stream().filter(other -> other != this).forEach(Attempt::lose);
      }
      forgetIdle.run();
      forgetIdle = member.local() ? () -> { }
          : context.timers().after(rules.times().idleMs(), () -> timeOut("it fell silent"));
      return true;
    }

    /** It has said everything. False when nobody wanted it. */
    public boolean completed() {
      if (!output()) {
        return false;
      }
      over = true;
      leave();
      member.succeeded();
      context.count("answered", member.name());
      return true;
    }

    /** It cannot, or broke off. */
    public void failed(MeshException failure) {
      if (done) {
        return;
      }
      leave();
      member.failed(failure, context.nowMs(), !blamed.add(member));
      context.count("failed", member.name());
      handOver(failure, mayDoBetter(member, failure));
    }

    @Override
    public void admitted() {
      beganMs = context.nowMs();
      try {
        Runnable stopping = request.begin(member.provider(), this);
        if (done) {
          stopping.run();
        } else {
          stop = stopping;
          begun = true;
        }
      } catch (MeshException e) {
        failed(e);
      } catch (RuntimeException e) {
        // Providers are foreign code; what one throws costs its try and nothing else.
        failed(new MeshException(MeshError.PROVIDER_FAILED, "the provider threw " + e.getClass().getSimpleName(), e));
      }
    }

    @Override
    public void refused(MeshException why) {
      if (!done) {
        leave();
        member.released();
        context.count("refused", member.name());
        handOver(why, false);
      }
    }

    private void enter() {
      running.add(this);
      member.used();
      if (member.local()) {
        admitted();
      } else {
        place = member.gate().enter(priority, this);
      }
      if (done && place != null) {
        place.leave();
      } else if (watched) {
        watch();
      }
    }

    private void watch() {
      if (done || heard == this || watching || member.local()) {
        return;
      }
      watching = true;
      watchedMs = context.nowMs();
      after(rules.times().firstMs(), "nothing came in time");
      if (rules.times().hedgeMs() > 0) {
        timers.add(context.timers().after(rules.times().hedgeMs(), this::getCompany));
      }
    }

    private void after(int ms, String how) {
      if (!member.local()) {
        timers.add(context.timers().after(ms, () -> timeOut(how)));
      }
    }

    private void getCompany() {
      if (!done && !over && heard == null && !rest.isEmpty()) {
        context.count("hedged", member.name());
        next();
      }
    }

    private void timeOut(String how) {
      if (!done) {
        Runnable stopping = stop;
        failed(new MeshException(MeshError.TIMEOUT, how));
        stopping.run();
      }
    }

    /** Another was first. Who had its time and did not use it has failed. */
    private void lose() {
      boolean slow = begun && rules.times().hedgeMs() > 0
          && context.nowMs() - Math.max(beganMs, watchedMs) >= rules.times().hedgeMs();
      stopNow();
      if (slow) {
        member.failed(new MeshException(MeshError.TIMEOUT, "slower than the next of the chain"), context.nowMs(),
            !blamed.add(member));
        context.count("slow", member.name());
      } else {
        member.released();
      }
    }

    private void abandon() {
      stopNow();
      member.released();
    }

    private void stopNow() {
      Runnable stopping = stop;
      leave();
      stopping.run();
    }

    /** Called once, where nothing else has ended it. */
    private void leave() {
      done = true;
      running.remove(this);
      forgetTimers();
      forgetIdle.run();
      if (place != null) {
        place.leave();
      }
      member.unused();
    }

    private void forgetTimers() {
      timers.forEach(Runnable::run);
      timers.clear();
    }

    private void handOver(MeshException failure, boolean mayDoBetter) {
      if (over) {
        return;
      }
      if (heard == this) {
        over = true;
        request.failed(failure, member.name());
        return;
      }
      last = failure;
      if (mayDoBetter) {
        again.add(member);
      }
      next();
    }
  }
}
