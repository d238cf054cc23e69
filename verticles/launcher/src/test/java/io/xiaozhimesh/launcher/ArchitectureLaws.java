package io.xiaozhimesh.launcher;

import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Who may know whom, below a root package. */
final class ArchitectureLaws {

  /** What every stage stands on. */
  private static final List<String> GROUND = List.of("stage", "audio", "protocol", "plugin");

  private final String root;
  private final List<String> stages;

  ArchitectureLaws(String root, List<String> stages) {
    this.root = root;
    this.stages = stages;
  }

  ArchRule stageStandsOnCommonGroundOnly(String stage) {
    List<String> allowed = new ArrayList<>(GROUND);
    allowed.add(stage);
    return classes().that(inside(stage))
        .should(onlyDependOnClassesThat(inside(allowed.toArray(String[]::new)).or(DescribedPredicate.not(ours()))))
        .allowEmptyShould(true);
  }

  ArchRule onlyTheLauncherAndTheBenchKnowStages() {
    List<String> knowing = new ArrayList<>(stages);
    knowing.add("launcher");
    knowing.add("bench");
    return noClasses().that(DescribedPredicate.not(inside(knowing.toArray(String[]::new))))
        .should().dependOnClassesThat(inside(stages.toArray(String[]::new))).allowEmptyShould(true);
  }

  ArchRule theProductDoesNotKnowTheBench() {
    return noClasses().that(DescribedPredicate.not(inside("bench")))
        .should().dependOnClassesThat(inside("bench")).allowEmptyShould(true);
  }

  ArchRule packagesHaveNoCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  ArchRule internalsStayInside(String module) {
    return noClasses().that(DescribedPredicate.not(inside(module)))
        .should().dependOnClassesThat(inside(module + ".internal")).allowEmptyShould(true);
  }

  /** Tests hold time in their hands only if nobody looks at the machine's clock, or waits by sleeping. */
  ArchRule stagesAskTheClockThatTheyAreGiven() {
    List<String> timeless = new ArrayList<>(stages);
    timeless.addAll(GROUND);
    return noClasses().that(inside(timeless.toArray(String[]::new)))
        .and().haveNameNotMatching(".*\\.MeshClock(\\$\\d+)?")
        .should().callMethodWhere(looksAtTheMachinesClock()).allowEmptyShould(true);
  }

  ArchRule stagesSpeakThroughTheMeshBus() {
    return noClasses().that(inside(stages.toArray(String[]::new)))
        .should().callMethod(Vertx.class, "eventBus").allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaMethodCall> looksAtTheMachinesClock() {
    Set<String> clocks = Set.of("java.lang.System.currentTimeMillis", "java.lang.System.nanoTime");
    return DescribedPredicate.describe("looks at the machine's clock or sleeps", call -> {
      String owner = call.getTargetOwner().getFullName();
      boolean now = call.getName().equals("now") && owner.startsWith("java.time.")
          && call.getTarget().getRawParameterTypes().isEmpty();
      return now || clocks.contains(owner + '.' + call.getName())
          || owner.equals("java.lang.Thread") && call.getName().equals("sleep");
    });
  }

  private DescribedPredicate<JavaClass> ours() {
    return JavaClass.Predicates.resideInAPackage(root + "..");
  }

  private DescribedPredicate<JavaClass> inside(String... parts) {
    String[] packages = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      packages[i] = root + '.' + parts[i] + "..";
    }
    return JavaClass.Predicates.resideInAnyPackage(packages);
  }
}
