/**
 * The stage that turns utterances into transcripts: its verticle, its options and the small interface behind which
 * engines stand. Engines live in packages of their own and are found by name; nothing here knows one of them.
 *
 * <p>The verticle owns which utterances are open; an engine owns the audio of those it was given.
 */
package io.xiaozhimesh.asr;
