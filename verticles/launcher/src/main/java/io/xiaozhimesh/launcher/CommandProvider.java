package io.xiaozhimesh.launcher;

/**
 * Adds a sub-command to {@code mesh}; found by {@link java.util.ServiceLoader}. Lets tools that use the product stand
 * beside it without the product knowing them.
 */
public interface CommandProvider {

  /** An object annotated for picocli, with {@code Callable<Integer>} for its exit code: 0 done, 1 failed, 2 wrong call. */
  Object command();
}
