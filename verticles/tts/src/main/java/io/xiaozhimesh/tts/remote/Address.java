package io.xiaozhimesh.tts.remote;

import io.netty.handler.codec.http.QueryStringEncoder;

/** An address to which parameters are added, encoded, behind those that it may have. Not thread-safe. */
public final class Address {

  private final String base;
  private final QueryStringEncoder query = new QueryStringEncoder("");

  /** @param base with or without a query */
  public Address(String base) {
    this.base = base;
  }

  /** Adds a parameter. */
  public Address with(String name, String value) {
    query.addParam(name, value);
    return this;
  }

  /** The whole address. */
  @Override
  public String toString() {
    String added = query.toString();
    return added.isEmpty() || !base.contains("?") ? base + added : base + '&' + added.substring(1);
  }
}
