package io.xiaozhimesh.stage.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packets by key in a folder, a file for each entry: a number that says what it is, when it was made, a line about where it
 * came from, then the packets. What is too old is not found; when the folder grows beyond its bound, the oldest go. A file
 * that is damaged is deleted. Blocks; thread-safe; several JVMs may share the folder, for files appear as a whole.
 */
public final class DiskCache {

  private static final Logger LOG = LoggerFactory.getLogger(DiskCache.class);
  private static final int MAGIC = 0x584D5331;
  private static final int PACKETS_MAX = 100_000;
  private static final int PACKET_BYTES_MAX = 64 * 1024;
  private static final String ENDING = ".speech";
  private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

  private final Path folder;
  private final long bytesMax;
  private final long ttlMs;
  private long bytes = -1;

  /**
   * @param folder is made when the first entry is kept
   * @param bytesMax of all files together
   * @param ttlMs after so long an entry is not found any more
   */
  public DiskCache(Path folder, long bytesMax, long ttlMs) {
    this.folder = folder;
    this.bytesMax = bytesMax;
    this.ttlMs = ttlMs;
  }

  /**
   * The packets of this key, if there are any that are not too old.
   *
   * @param unixMs now
   */
  public Optional<List<byte[]>> find(String key, long unixMs) {
    Path file = file(key);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
      if (in.readInt() != MAGIC || unixMs - in.readLong() > ttlMs) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
      in.readUTF();
      return Optional.of(packets(in));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (IOException damaged) {
      delete(file);
      return Optional.empty();
    }
  }

  /**
   * Keeps the packets of a key.
   *
   * @param about where they came from, for people; no spoken text
   */
  public synchronized void keep(String key, String about, List<byte[]> packets, long unixMs) {
    try {
      byte[] entry = entry(about, packets, unixMs);
      if (packets.size() > PACKETS_MAX || entry.length > bytesMax / 4) {
        return;
      }
      Files.createDirectories(folder);
      Path part = Files.createTempFile(folder, "part", ".tmp");
      Files.write(part, entry);
      Files.setLastModifiedTime(part, FileTime.fromMillis(unixMs));
      Files.move(part, file(key), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      bytes = bytes < 0 ? -1 : bytes + entry.length;
      if (bytes < 0 || bytes > bytesMax) {
        sweep(unixMs);
      }
    } catch (IOException e) {
      LOG.warn("speech is not kept on disk: {}", e.toString());
    }
  }

  private static List<byte[]> packets(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > PACKETS_MAX) {
      throw new IOException("no count of packets");
    }
    List<byte[]> packets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = in.readInt();
      if (length < 0 || length > PACKET_BYTES_MAX) {
        throw new IOException("no length of a packet");
      }
      packets.add(in.readNBytes(length));
      if (packets.get(i).length != length) {
        throw new IOException("cut off");
      }
    }
    return packets;
  }

  private static byte[] entry(String about, List<byte[]> packets, long unixMs) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeLong(unixMs);
      out.writeUTF(about);
      out.writeInt(packets.size());
      for (byte[] packet : packets) {
        out.writeInt(packet.length);
        out.write(packet);
      }
    }
    return bytes.toByteArray();
  }

  /** Deletes what is too old, and the oldest until three quarters of the bound are kept. */
  private void sweep(long unixMs) throws IOException {
    record Found(Path file, long bytes, long atMs) {
    }
    List<Found> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
        all.add(new Found(file, Files.size(file), Files.getLastModifiedTime(file).toMillis()));
      }
    }
    all.sort(Comparator.comparingLong(Found::atMs));
    long kept = all.stream().mapToLong(Found::bytes).sum();
    boolean full = kept > bytesMax;
    for (Found one : all) {
      if (unixMs - one.atMs > ttlMs || full && kept > bytesMax / 4 * 3) {
        delete(one.file);
        kept -= one.bytes;
      }
    }
    bytes = kept;
  }

  private Path file(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("no key of this cache");
    }
    return folder.resolve(key + ENDING);
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot delete {}: {}", file, e.toString());
    }
  }
}
