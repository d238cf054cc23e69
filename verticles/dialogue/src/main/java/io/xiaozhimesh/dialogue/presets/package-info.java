/**
 * Services that speak "chat completions", each with its address, a model that answers fast, and what keeps it from
 * thinking before it speaks: a user writes the type and a key.
 */
package io.xiaozhimesh.dialogue.presets;
