/**
 * What the device's HTTP means, without HTTP: requests read, answers made, versions compared, forms and images told
 * apart.
 */
package io.xiaozhimesh.ota.internal;
