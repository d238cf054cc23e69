package io.xiaozhimesh.ota.internal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket per source address. The table is bounded: the address that has been silent longest makes room. Pure;
 * not thread-safe.
 */
public final class SourceLimit {

  private static final double MS_PER_S = 1_000.0;

  private static final class Bucket {
    private double tokens;
    private long atMs;
  }

  private final double perSecond;
  private final int burst;
  private final Map<String, Bucket> buckets;

  /**
   * @param perSecond requests that an address may make in the long run; 0 for no limit
   * @param burst requests that it may make at once
   * @param addressesMax addresses remembered
   */
  public SourceLimit(double perSecond, int burst, int addressesMax) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
        return size() > addressesMax;
      }
    };
  }

  /** Whether this address may make one more request now. */
  public boolean allows(String address, long nowMs) {
    if (perSecond == 0) {
      return true;
    }
    Bucket bucket = buckets.computeIfAbsent(address, a -> full(nowMs));
    bucket.tokens = Math.min(burst, bucket.tokens + (nowMs - bucket.atMs) * perSecond / MS_PER_S);
    bucket.atMs = nowMs;
    if (bucket.tokens < 1) {
      return false;
    }
    bucket.tokens--;
    return true;
  }

  /** Addresses remembered now. */
  public int addresses() {
    return buckets.size();
  }

  private Bucket full(long nowMs) {
    Bucket bucket = new Bucket();
    bucket.tokens = burst;
    bucket.atMs = nowMs;
    return bucket;
  }
}
