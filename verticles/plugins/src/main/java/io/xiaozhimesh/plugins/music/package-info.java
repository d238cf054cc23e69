/** Music from a folder: its titles, found by what somebody calls them, and the tool that plays them. */
package io.xiaozhimesh.plugins.music;
