/** Answers of services that are the same for the same question, kept for a while: in memory and on disk. No Vert.x. */
package io.xiaozhimesh.stage.cache;
