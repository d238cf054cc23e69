/** Worker programs that this node runs itself: tools, recognisers and voices in other languages. */
package io.xiaozhimesh.plugins.workers;
