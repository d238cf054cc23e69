/**
 * Speaking: sentences in, Opus frames out, in order and never beyond the owner's credit. Holds the verticle, its
 * options and what an engine has to implement; each engine has a package of its own that nothing here names.
 */
package io.xiaozhimesh.tts;
