package io.xiaozhimesh.dialogue.intents;

import io.xiaozhimesh.protocol.bus.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Greets, thanks and introduces itself. */
final class SmallTalkIntent implements Intent {

  /** One topic: how it is begun, and what is answered. "{name}" stands for the agent's name. */
  private record Topic(Phrasebook book, String emotion, String english, String mandarin) {
  }

  private static final List<Topic> TOPICS = List.of(
      topic("happy", "Hello! What can I do for you?", "你好！有什么可以帮你的？",
          List.of("hello", "hi", "hey", "hello there", "hi there", "hey there"),
          List.of("你好", "您好", "嗨", "哈喽", "你好啊", "在吗")),
      topic("laughing", "Hello, world! It is good to hear you.", "你好，世界！很高兴听到你的声音。",
          List.of("hello world"), List.of("你好世界", "世界你好")),
      topic("happy", "I'm fine, thank you. And how are you?", "我很好，谢谢！你呢？",
          List.of("how are you", "how are you doing", "how are you today", "how do you do", "what's up",
              "how is it going"),
          List.of("你好吗", "你怎么样", "最近怎么样", "你最近好吗", "你还好吗")),
      topic("confident", "I am {name}, a voice assistant that runs on your own machine.",
          "我是{name}，运行在你自己机器上的语音助手。",
          List.of("who are you", "what is your name", "what's your name", "what are you", "introduce yourself"),
          List.of("你是谁", "你叫什么", "你叫什么名字", "介绍一下你自己", "自我介绍一下")),
      topic("loving", "You're welcome.", "不客气。",
          List.of("thank you", "thanks", "thank you very much", "thanks a lot", "many thanks"),
          List.of("谢谢", "谢谢你", "多谢", "非常感谢", "谢谢啦")),
      topic("happy", "Good morning! I hope you slept well.", "早上好！希望你睡得不错。",
          List.of("good morning"), List.of("早上好", "早安", "早")),
      topic("happy", "Good afternoon! Nice to hear you.", "下午好！很高兴听到你的声音。",
          List.of("good afternoon"), List.of("下午好", "中午好")),
      topic("happy", "Good evening! I hope you had a good day.", "晚上好！希望你今天过得不错。",
          List.of("good evening"), List.of("晚上好")),
      topic("sleepy", "Good night! Sleep well.", "晚安，做个好梦！",
          List.of("good night"), List.of("晚安")),
      topic("loving", "That is very kind of you.", "谢谢夸奖，你真好。",
          List.of("i love you", "i like you", "you are great", "you are funny", "well done", "good job"),
          List.of("我爱你", "我喜欢你", "你真棒", "你真厉害", "你真聪明")),
      topic("cool", "I was made by people who like open systems.", "我是一群喜欢开放系统的人做出来的。",
          List.of("who made you", "who created you", "where are you from"),
          List.of("谁创造了你", "你是谁做的", "你从哪里来")),
      topic("neutral", "I'm sorry about that. Let's try again.", "对不起，我们再试一次吧。",
          List.of("you are wrong", "that's wrong", "no that's wrong"), List.of("你错了", "不对", "说错了")),
      topic("happy", "Yes, I can hear you well.", "能听到，很清楚。",
          List.of("can you hear me", "are you there", "do you hear me"), List.of("能听到吗", "你能听到我吗", "听得到吗")));

  private static Topic topic(
      String emotion, String english, String mandarin, List<String> saidEnglish, List<String> saidMandarin) {
    return new Topic(new Phrasebook(saidEnglish, saidMandarin, List.of()), emotion, english, mandarin);
  }

  @Override
  public String name() {
    return "small_talk";
  }

  @Override
  public List<Phrase> phrases() {
    return TOPICS.stream().flatMap(t -> t.book.phrases().stream()).toList();
  }

  @Override
  public Optional<Outcome> match(Utterance utterance) {
    return Stream.concat(exact(utterance), tolerant(utterance)).findFirst().map(t -> Outcome.Say.of(
        utterance.either(t.english, t.mandarin).replace("{name}", utterance.around().agentName()), t.emotion));
  }

  private static Stream<Topic> exact(Utterance utterance) {
    return TOPICS.stream().filter(t -> t.book.knows(utterance));
  }

  /** A greeting with a name after it is still a greeting. */
  private static Stream<Topic> tolerant(Utterance utterance) {
    boolean greeting = utterance.words().matches("(?:hello|hi|hey|你好|您好|嗨)(?: \\w+)?|(?:你好|您好|嗨).{1,3}");
    return utterance.tolerant() && greeting ? Stream.of(TOPICS.get(0)) : Stream.empty();
  }
}
