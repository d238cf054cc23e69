package io.xiaozhimesh.dialogue.intents;

import java.util.List;

/** Jokes and stories, written for being spoken. */
final class Tales {

  static final List<String> JOKES_ENGLISH = List.of(
      "Why did the packet take the long way home? It was told to avoid the traffic.",
      "My clock stopped working last night. I gave it some time off.",
      "Why is the microphone so calm? It has heard everything before.",
      "I asked my speaker to keep a secret. It repeated every word.",
      "Why did the robot go to the beach? It wanted to surf without the web.",
      "Two batteries went out for dinner. One of them paid, because the other had no charge.",
      "Why do programmers like the dark? Because light attracts bugs.");

  static final List<String> JOKES_MANDARIN = List.of(
      "我问闹钟为什么总是叫，它说：因为没人听我好好说话。",
      "小机器人去体检，医生说：你没病，就是有点缺电。",
      "老师问：谁能用“果然”造句？小明说：先吃水果，然后写作业。",
      "音箱对麦克风说：你怎么从来不说话？麦克风说：我一直在听你说呢。",
      "为什么电脑从来不怕冷？因为它有很多窗户，却从来不用关。",
      "我让手机帮我减肥，它说：好的，已经把外卖软件放到第二页了。");

  static final List<String> STORIES_ENGLISH = List.of(
      "Once there was a small lighthouse that was afraid of the dark. "
          + "Every evening it wanted to close its eye and sleep until morning. "
          + "But one night a fishing boat got lost in a storm. "
          + "The fisherman called out, and only the lighthouse could hear him. "
          + "So it opened its eye as wide as it could. "
          + "The light ran over the waves like a golden road. "
          + "The boat followed it home, and the fisherman waved with both hands. "
          + "From that night on the lighthouse was never afraid again, because it knew what the dark was for.",
      "A young fox found a mirror in the forest. "
          + "She thought that another fox lived inside it. "
          + "She brought it berries, but the other fox never ate. "
          + "She told it jokes, and the other fox laughed at the very same moment. "
          + "In the winter a real fox came by and asked for shelter. "
          + "The two of them shared the last berries and talked until the fire went out. "
          + "In the morning the young fox looked into the mirror and saw two friends. "
          + "That made her smile, and so did the mirror.",
      "In a quiet village there lived a baker who could not whistle. "
          + "Every morning the birds sang at his window, and he could only hum. "
          + "One day he put a little hole into each of his rolls, just for fun. "
          + "When the wind blew through the basket, the rolls began to sing. "
          + "People came from far away to hear the singing bread. "
          + "The birds came too, and they learned a new song from it. "
          + "And the baker hummed along, happier than ever.");

  static final List<String> STORIES_MANDARIN = List.of(
      "从前有一座小灯塔，它很怕黑。每天晚上，它都想闭上眼睛睡到天亮。有一天夜里，一条渔船在风暴里迷了路。"
          + "渔夫大声呼喊，只有灯塔听见了。于是它把眼睛睁得大大的。灯光照在海面上，像一条金色的路。"
          + "渔船顺着光平安回了家。从那以后，灯塔再也不怕黑了，因为它知道黑夜需要它。",
      "山里住着一只爱攒星星的小熊。每天晚上，它都数一数天上少了哪一颗。有一天下雨，一颗星星也看不见。"
          + "小熊难过得睡不着。萤火虫们知道了，就一只一只飞进它的屋子。屋子里亮闪闪的，比天空还要美。"
          + "小熊笑着说：原来星星也会来看我。那一夜，它睡得特别香。",
      "一颗小种子不想发芽，它觉得外面太冷了。蚯蚓告诉它，春天已经到了。种子说：再等一等。"
          + "雨点敲了敲它的门，说：快出来喝水吧。太阳也照了照泥土，说：出来晒晒太阳吧。"
          + "种子终于伸出了一片小小的叶子。它看见了蓝天，高兴极了。后来，它长成了一棵大树，给好多小鸟安了家。");

  private Tales() {
  }
}
