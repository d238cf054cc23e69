/**
 * The stage that runs tools and says which exist: those of the device (MCP, or the legacy iot protocol) and those
 * built in. A model sees one kind of thing; what it is made of stays in here.
 */
package io.xiaozhimesh.plugins;
