package dev.berth.scheduler.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the house plan: which package may use which. It lives in cli because only here every module is on the class path.
 *
 * <p>A rule that finds no class to hold on to fails (ArchUnit's default), so none can pass by looking at nothing.
 */
class ArchitectureTest {
    private static final String ROOT = "dev.berth.scheduler";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    private static final DescribedPredicate<JavaClass> CLI = resideInAnyPackage(ROOT + ".cli..");

    private static final List<String> ADAPTERS = List.of("local", "k8s", "swarm", "marathon", "fleet");

    private static final DescribedPredicate<JavaClass> ADAPTER = resideInAnyPackage(
            ADAPTERS.stream().map(adapter -> ROOT + "." + adapter + "..").toArray(String[]::new));

    /** Everything under the root that is no other module's: a new module has to be named here. */
    private static final DescribedPredicate<JavaClass> API = resideInAnyPackage(ROOT + "..")
            .and(not(ADAPTER))
            .and(not(resideInAnyPackage(ROOT + ".core..", ROOT + ".engine..", ROOT + ".tck..", ROOT + ".cli..")))
            .as("scheduler-api");

    @ParameterizedTest
    @ValueSource(
            strings = {
                ROOT,
                ROOT + ".core",
                ROOT + ".engine",
                ROOT + ".local",
                ROOT + ".k8s",
                ROOT + ".swarm",
                ROOT + ".tck",
                ROOT + ".cli"
            })
    void everyModuleIsLookedAt(String rootPackage) {
        assertThat(CLASSES.containPackage(rootPackage)).isTrue();
        assertThat(CLASSES.getPackage(rootPackage).getClassesInPackageTree()).isNotEmpty();
    }

    @Test
    void noPackagesDependOnEachOtherInACycle() {
        check(slices().matching("dev.berth.(**)").should().beFreeOfCycles());
    }

    @Test
    void theApiDependsOnJavaAndJSpecifyOnly() {
        check(classes().that(API).should().onlyDependOnClassesThat(API.or(java().or(jspecify()))));
    }

    @Test
    void thePlacementEngineDoesNoInputOrOutput() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".engine..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                ROOT + ".engine..", "java.lang..", "java.math..", "java.time..", "java.util..")
                        .or(API)
                        .or(jspecify())));
    }

    @Test
    void theContractKitKnowsTheApiOnly() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + ".tck..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ROOT + ".tck..", "org.junit.platform..", "org.opentest4j..")
                        .or(API)
                        .or(java())
                        .or(jspecify())));
    }

    @Test
    void jUnitStaysInTheKitsEngine() {
        staysIn(resideInAnyPackage(ROOT + ".tck.junit.."), "org.junit..");
    }

    @Test
    void guiceStaysInModules() {
        staysIn(
                resideInAnyPackage(ROOT + ".core.guice..")
                        .or(simpleNameEndingWith("Module"))
                        .or(DescribedPredicate.describe(
                                "are nested in a module",
                                type -> type.getEnclosingClass()
                                        .filter(outer -> outer.getSimpleName().endsWith("Module"))
                                        .isPresent())),
                "com.google.inject..",
                "jakarta.inject..");
    }

    @Test
    void jacksonStaysOutOfTheApiAndTheEngine() {
        staysIn(
                resideInAnyPackage(
                        ROOT + ".core..",
                        ROOT + ".local..",
                        ROOT + ".swarm..",
                        ROOT + ".k8s..",
                        ROOT + ".cli..",
                        ROOT + ".benchmarks.."),
                "com.fasterxml.jackson..");
    }

    /** Durations, pauses and deadlines go by a clock that only goes forward; the one on the wall is for people. */
    @Test
    void theClockOnTheWallIsReadThroughTheOneThatIsGiven() {
        check(noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".spi..", ROOT + ".core..", ROOT + ".engine..", ROOT + ".local..")
                // The times of lines in a log, which nobody waits for.
                .and()
                .haveNameNotMatching(".*\\.(LogKeeper|LogCursor)(\\$.*)?")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now"));
    }

    @Test
    void snakeYamlStaysInTheDocuments() {
        staysIn(resideInAnyPackage(ROOT + ".core.document.."), "org.yaml..");
    }

    @Test
    void hoconStaysInTheConfiguration() {
        staysIn(resideInAnyPackage(ROOT + ".core.config.."), "com.typesafe..");
    }

    @Test
    void theEmbeddedStoreStaysInTheLocalStore() {
        staysIn(resideInAnyPackage(ROOT + ".local.store.."), "org.h2..");
    }

    @Test
    void dockersTransportStaysInTheConnectionsOfTheSwarmAdapter() {
        staysIn(resideInAnyPackage(ROOT + ".swarm.connection.."), "com.github.dockerjava..", "org.apache.hc..");
    }

    @Test
    void fabric8StaysInTheConnectionsOfTheKubernetesAdapter() {
        staysIn(resideInAnyPackage(ROOT + ".k8s.connection.."), "io.fabric8..");
    }

    @Test
    void picocliStaysInTheCommand() {
        staysIn(CLI, "picocli..");
    }

    @Test
    void noAdapterUsesAnother() {
        check(slices().assignedFrom(new AdapterSlices()).should().notDependOnEachOther());
    }

    @Test
    void onlyTheCommandPrints() {
        check(noClasses().that(not(CLI)).should(ACCESS_STANDARD_STREAMS));
    }

    @Test
    void loggingGoesThroughSlf4j() {
        check(noClasses().should().dependOnClassesThat().resideInAnyPackage("java.util.logging.."));
    }

    @Test
    void noBareExceptionIsThrown() {
        check(noClasses().should(THROW_GENERIC_EXCEPTIONS));
    }

    /** Also passes where nothing uses the library yet: the rule looks at the classes that may not. */
    private static void staysIn(DescribedPredicate<? super JavaClass> home, String... library) {
        check(noClasses().that(not(home)).should().dependOnClassesThat().resideInAnyPackage(library));
    }

    /** One slice for each adapter; what is no adapter is in none. */
    private static final class AdapterSlices implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return ADAPTERS.stream()
                    .filter(adapter -> (type.getPackageName() + ".").startsWith(ROOT + "." + adapter + "."))
                    .findAny()
                    .map(SliceIdentifier::of)
                    .orElseGet(SliceIdentifier::ignore);
        }

        @Override
        public String getDescription() {
            return "adapters";
        }
    }

    private static DescribedPredicate<JavaClass> java() {
        return resideInAnyPackage("java..");
    }

    private static DescribedPredicate<JavaClass> jspecify() {
        return resideInAnyPackage("org.jspecify..");
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
