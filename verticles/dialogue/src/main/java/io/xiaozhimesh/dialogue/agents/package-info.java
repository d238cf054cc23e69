/**
 * Agents: who answers, in which language and voice, with which prompt. Read from YAML files at start; immutable after.
 */
package io.xiaozhimesh.dialogue.agents;
