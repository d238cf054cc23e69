/**
 * What recognisers share that ask a service: places, deadlines, connections, and how a failure of the service becomes one
 * of the mesh. Knows no particular service.
 */
package io.xiaozhimesh.asr.remote;
