/** Weather, news, web search and a knowledge base: services outside the mesh, each behind one small class. */
package io.xiaozhimesh.plugins.builtin.web;
