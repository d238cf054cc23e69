package io.xiaozhimesh.tts.remote;

/**
 * Speech Synthesis Markup as Microsoft's voices take it
 * (https://learn.microsoft.com/azure/ai-services/speech-service/speech-synthesis-markup). Pure.
 */
public final class Ssml {

  private Ssml() {
  }

  /**
   * A document of one sentence.
   *
   * @param voice whose name begins with its locale, such as "en-US-AvaNeural"
   * @param rate such as "+10%"
   * @param volume such as "+0%"
   * @param pitch such as "+0Hz"
   */
  public static String document(String text, String voice, String rate, String volume, String pitch) {
    String[] parts = voice.split("-", 3);
    String locale = parts.length == 3 ? parts[0] + '-' + parts[1] : "en-US";
    return "<speak version='1.0' xmlns='http://www.w3.org/2001/10/synthesis' xml:lang='" + escaped(locale) + "'>"
        + "<voice name='" + escaped(voice) + "'><prosody pitch='" + escaped(pitch) + "' rate='" + escaped(rate)
        + "' volume='" + escaped(volume) + "'>" + escaped(text) + "</prosody></voice></speak>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        .replace("'", "&apos;").replace("\"", "&quot;");
  }
}
