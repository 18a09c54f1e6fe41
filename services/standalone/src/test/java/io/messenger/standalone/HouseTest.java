package io.messenger.standalone;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Who may see whom, and what things may be called.
class HouseTest {
    private static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.messenger");

    /// Each module and the modules of ours that it may see.
    private static final Map<String, List<String>> SEES =
            Map.ofEntries(
                    entry("contracts", List.of()),
                    entry("platform", List.of("contracts")),
                    entry("embedded", List.of()),
                    entry("testing", List.of("contracts", "platform", "embedded")),
                    entry("auth", List.of("contracts", "platform")),
                    entry("user", List.of("contracts", "platform")),
                    entry("chat", List.of("contracts", "platform")),
                    entry("message", List.of("contracts", "platform")),
                    entry("gateway", List.of("contracts", "platform")),
                    entry("proof", List.of("contracts", "embedded")),
                    // Only tests, of what lies beside the services.
                    entry("charts", List.of()),
                    entry(
                            "standalone",
                            List.of(
                                    "contracts",
                                    "platform",
                                    "embedded",
                                    "auth",
                                    "user",
                                    "chat",
                                    "message",
                                    "gateway")));

    static final List<String> MODULES = SEES.keySet().stream().sorted().toList();

    @ParameterizedTest
    @FieldSource("MODULES")
    void moduleSeesOnlyWhatItMay(String module) {
        String[] seen =
                Stream.concat(Stream.of(module), SEES.getOrDefault(module, List.of()).stream())
                        .map(HouseTest::packages)
                        .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(packages(module))
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage(seen).or(not(resideInAPackage("io.messenger.."))))
                .allowEmptyShould(module.equals("charts"))
                .check(MAIN);
    }

    @Test
    void everyModuleHasItsRule() {
        assertThat(House.modules()).containsExactlyInAnyOrderElementsOf(MODULES);
    }

    @Test
    void platformHasNoDomainWord() {
        noClasses()
                .that()
                .resideInAPackage(packages("platform"))
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "io\\.messenger\\.contracts\\.(Chat|Message|Command|Op|Body|SystemBody|Route|Frames|Role|Registry).*")
                .orShould()
                .haveSimpleNameContaining("Chat")
                .orShould()
                .haveSimpleNameContaining("Message")
                .orShould()
                .haveSimpleNameContaining("Member")
                .check(MAIN);
    }

    @Test
    void packagesHaveNoCycle() {
        slices().matching("io.messenger.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl|Base)|.*[^.$]Service")
                .check(MAIN);
    }

    @Test
    void codeHasOneColour() {
        List<String> coloured =
                MAIN.stream()
                        // The JDK's interface of WebSocket clients has them in its signatures.
                        .filter(type -> !type.isAssignableTo(WebSocket.Listener.class))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .filter(HouseTest::speaksOfFutures)
                        .map(JavaCodeUnit::getFullName)
                        .toList();
        assertThat(coloured)
                .as("methods that take or give a CompletableFuture: block instead")
                .isEmpty();
    }

    private static boolean speaksOfFutures(JavaCodeUnit unit) {
        return Stream.concat(
                        Stream.of(unit.getRawReturnType()), unit.getRawParameterTypes().stream())
                .anyMatch(type -> type.isAssignableTo(CompletionStage.class));
    }

    private static String packages(String module) {
        return "io.messenger." + module + "..";
    }
}
