package io.xiaozhimesh.plugins.builtin.web;

import io.vertx.core.buffer.Buffer;
import io.xiaozhimesh.plugins.builtin.RemoteTool;
import io.xiaozhimesh.plugins.remote.RemoteFailure;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a news feed: RSS 2.0 (https://www.rssboard.org/rss-specification) or Atom (RFC 4287). Takes no notice of document
 * types and fetches nothing, so that a feed can neither read a file nor grow in memory. Stateless.
 */
final class Headlines {

  private static final int ITEMS_MAX = 50;
  private static final int TITLE_CHARS_MAX = 200;
  private static final int TEXT_CHARS_MAX = 800;

  /**
   * A piece of news.
   *
   * @param title plain text
   * @param text what it is about, plain text, or ""
   */
  record Item(String title, String text) {
  }

  private Headlines() {
  }

  /** The items of a feed, in its order; fails as RUBBISH for what is none. */
  static List<Item> read(Buffer feed) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(feed.getBytes()));
      List<Item> items = new ArrayList<>();
      boolean isFeed = false;
      while (xml.hasNext() && items.size() < ITEMS_MAX) {
        if (xml.next() == XMLStreamConstants.START_ELEMENT) {
          String name = xml.getLocalName();
          isFeed |= name.equals("rss") || name.equals("feed") || name.equals("RDF");
          if (isFeed && (name.equals("item") || name.equals("entry"))) {
            Item item = item(xml, name);
            if (!item.title().isEmpty()) {
              items.add(item);
            }
          }
        }
      }
      if (!isFeed) {
        throw RemoteFailure.rubbish("feed");
      }
      return items;
    } catch (XMLStreamException e) {
      throw RemoteFailure.rubbish("well-formed XML");
    }
  }

  private static Item item(XMLStreamReader xml, String element) throws XMLStreamException {
    String title = "";
    String text = "";
    int depth = 1;
    StringBuilder current = new StringBuilder();
    while (depth > 0 && xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        if (depth == 2) {
          current.setLength(0);
        }
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        current.append(xml.getText());
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        String name = xml.getLocalName();
        if (depth == 2 && xml.getPrefix().isEmpty() && name.equals("title")) {
          title = plain(current.toString(), TITLE_CHARS_MAX);
        } else if (depth == 2 && text.isEmpty()
            && (name.equals("description") || name.equals("summary") || name.equals("content"))) {
          text = plain(current.toString(), TEXT_CHARS_MAX);
        }
        depth--;
      }
    }
    return new Item(title, text);
  }

  /** Feeds put HTML into texts: the tags go, the commonest references become their characters. */
  private static String plain(String html, int charsMax) {
    String text = html.length() > 20_000 ? html.substring(0, 20_000) : html;
    return RemoteTool.cut(text.replaceAll("<[^>]{0,2000}>", " ").replace("&nbsp;", " ").replace("&quot;", "\"")
        .replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"), charsMax);
  }
}
