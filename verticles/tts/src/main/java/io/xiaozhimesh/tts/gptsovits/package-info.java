/** Speech from a GPT-SoVITS server: api_v2.py, and api.py, which speaks for the models from version 3 on. */
package io.xiaozhimesh.tts.gptsovits;
