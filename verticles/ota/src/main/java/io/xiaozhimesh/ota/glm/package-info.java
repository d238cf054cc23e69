/** Vision by GLM-4V of Zhipu. */
package io.xiaozhimesh.ota.glm;
