package io.xiaozhimesh.plugins.supervise;

import io.xiaozhimesh.stage.OptionsReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param name for the log
 * @param command the program and its arguments; never empty
 * @param directory where it runs; "" for the mesh's own
 * @param environment its variables; secret
 * @param inherit names of variables that it also gets, as the mesh has them; no others
 * @param limits what it is held to
 */
public record ProcessSpec(String name, List<String> command, String directory, Map<String, String> environment,
    List<String> inherit, ProcessLimits limits) {

  /** What programs need to be found and to speak the right language. */
  public static final List<String> DEFAULT_INHERIT = List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR");

  public ProcessSpec {
    if (command.isEmpty() || command.get(0).isBlank()) {
      throw new IllegalArgumentException("there is no command for " + name);
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    inherit = List.copyOf(inherit);
  }

  /** Reads {@code command}, {@code args}, {@code dir}, {@code env}, {@code inherit} and {@code limits}. */
  public static ProcessSpec from(String name, OptionsReader reader) {
    List<String> command = new ArrayList<>();
    command.add(reader.text("command", ""));
    command.addAll(reader.texts("args", List.of()));
    Map<String, String> environment = new LinkedHashMap<>();
    OptionsReader variables = reader.section("env");
    variables.json().fieldNames().forEach(variable -> environment.put(variable, variables.text(variable, "")));
    return new ProcessSpec(name, command, reader.text("dir", ""), environment,
        reader.texts("inherit", DEFAULT_INHERIT), ProcessLimits.from(reader.section("limits")));
  }

  /** Reads a section of programs by name, in the order of their names. */
  public static List<ProcessSpec> all(OptionsReader reader) {
    return reader.json().fieldNames().stream().sorted().map(name -> from(name, reader.section(name))).toList();
  }

  /** Without the values of the variables and without the arguments, which may hold secrets. */
  @Override
  public String toString() {
    return "ProcessSpec[" + name + ": " + command.get(0) + ']';
  }
}
