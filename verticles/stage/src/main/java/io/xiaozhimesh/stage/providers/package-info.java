/** Which providers the configuration names: several of one type, each with settings of its own, in an order. Pure. */
package io.xiaozhimesh.stage.providers;
