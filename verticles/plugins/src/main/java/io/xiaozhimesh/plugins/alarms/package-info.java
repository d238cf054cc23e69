/** Tools that let a device speak up by itself: alarms, reminders and timers, kept by the registry, and words for another device. */
package io.xiaozhimesh.plugins.alarms;
