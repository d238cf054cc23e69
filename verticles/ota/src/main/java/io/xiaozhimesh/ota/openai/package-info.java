/** Vision by any service that speaks OpenAI's chat completions with images. */
package io.xiaozhimesh.ota.openai;
