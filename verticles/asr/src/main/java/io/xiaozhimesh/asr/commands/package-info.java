/**
 * The commands engine: recognises exactly the phrases that the mesh has declared, in English, and refuses everything
 * else. Pure Java on sphinx4 with the acoustic model from its data jar; needs no file and no native code.
 *
 * <p>Phrases become a grammar (a tree of words); beside it runs a loop over all phones. What the loop explains much
 * better than any phrase was no phrase.
 */
package io.xiaozhimesh.asr.commands;
