/**
 * Answers the device's HTTP: configuration and firmware at boot, activation by code, and what the camera sees.
 * {@code internal} holds the rules without HTTP; {@link io.xiaozhimesh.ota.VisionProvider} is the one extension point.
 */
package io.xiaozhimesh.ota;
