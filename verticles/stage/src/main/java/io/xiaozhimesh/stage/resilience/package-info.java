/**
 * What stands between a stage and its providers, once for all of them: order, limits, deadlines, second tries, circuit
 * breakers, hedging, probes, and what is known of each. Everything but {@link VertxTimers} knows no Vert.x. Objects of one
 * stage are used on its context.
 */
package io.xiaozhimesh.stage.resilience;
