/** Home Assistant through its REST interface: what a thing does, and what it is told to do. */
package io.xiaozhimesh.plugins.builtin.home;
