/**
 * What lets a turn outlive its workers, as pure logic: who holds which lease and for how long, how much may be sent, what
 * was sent and may have to be sent again, and who has been silent for too long. Knows no Vert.x and no clock.
 */
package io.xiaozhimesh.stage.lease;
