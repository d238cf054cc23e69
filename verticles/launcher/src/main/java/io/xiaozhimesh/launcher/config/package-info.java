/** Where the configuration comes from, how its layers lie on each other, and what is wrong with it. */
package io.xiaozhimesh.launcher.config;
