package io.xiaozhimesh.plugins.policy;

/** What the policy says of a call. */
public enum Decision {
  /** It runs. */
  ALLOW,
  /** It runs when the person has said yes. */
  CONFIRM,
  /** It is not offered and does not run. */
  DENY
}
