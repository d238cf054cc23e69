/** Reckoning with words and digits, units and currencies. The logic is pure; the tools stand around it. */
package io.xiaozhimesh.plugins.builtin.sums;
