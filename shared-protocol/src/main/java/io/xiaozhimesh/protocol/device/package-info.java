/** What a device is called, wherever its name comes from: a header, a query, a body or a configuration file. */
package io.xiaozhimesh.protocol.device;
