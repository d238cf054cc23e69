/** What the plugins stage asks of every place where tools come from, whatever stands behind it. */
package io.xiaozhimesh.plugins.source;
