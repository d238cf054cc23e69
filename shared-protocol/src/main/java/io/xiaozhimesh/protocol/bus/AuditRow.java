package io.xiaozhimesh.protocol.bus;

/**
 * A link of the audit's chain.
 *
 * @param sequence counts from 1 without gaps
 * @param entry what happened
 * @param hash SHA-256, in hexadecimal digits, of the hash before it and the entry
 */
public record AuditRow(long sequence, AuditEntry entry, String hash) {

  public AuditRow {
    Checks.present(entry, "entry");
    Checks.present(hash, "hash");
  }
}
