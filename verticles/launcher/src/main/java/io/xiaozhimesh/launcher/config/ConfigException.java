package io.xiaozhimesh.launcher.config;

/** The configuration is wrong; the message says what, where and how to mend it, in one line for each fault. */
public final class ConfigException extends RuntimeException {

  /** With one line for each fault. */
  public ConfigException(String message) {
    super(message);
  }
}
