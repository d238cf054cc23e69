package io.xiaozhimesh.plugins.internal;

/**
 * Bounds of one session's tools.
 *
 * @param callTimeoutMs a device that has not answered a call after so long has failed it
 * @param cameraTimeoutMs the same for tools that take a picture, which the device uploads before it answers
 * @param toolsMax tools offered of one device; the rest is not listed
 * @param pagesMax pages of tools that are asked for
 * @param callsMax calls that wait for one device at a time
 */
public record DeviceLimits(int callTimeoutMs, int cameraTimeoutMs, int toolsMax, int pagesMax, int callsMax) {

  /** How long a call of this tool may take, whatever its caller would allow. */
  int timeoutMs(String toolName) {
    return toolName.contains("camera") || toolName.contains("photo") ? cameraTimeoutMs : callTimeoutMs;
  }
}
