/** Servers for conformance suites that nobody here wrote, built on the product's own layers. */
package io.xiaozhimesh.bench.conformance;
