/**
 * Java plugins that come and go while calls run: jars in a folder, each version in a class loader and on threads of its
 * own. Only the new version takes new calls; the old one finishes what it has begun, is stopped and must then be
 * collectable. State lives on the context of the plugins stage; code of a plugin runs on its own threads and nowhere else.
 */
package io.xiaozhimesh.plugins.hot;
