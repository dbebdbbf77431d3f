package org.regain.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.SecureRandom;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

/// Time, chance and language are handed in, never taken from the surroundings.
class TimeAndChanceTest {

    private static final JavaClasses REGAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.regain");

    private static final DescribedPredicate<JavaClass> CONFIGURATION =
            describe("are configuration", type -> type.isAnnotatedWith(Configuration.class));

    private static final DescribedPredicate<JavaMethodCall> READS_THE_CLOCK = describe(
            "reads the machine's clock",
            call -> call.getTarget().getRawParameterTypes().isEmpty()
                    && ((isA(call, "java.time")
                                    && Set.of("now", "systemUTC", "systemDefaultZone")
                                            .contains(call.getName()))
                            || call.getName().equals("currentTimeMillis")));

    private static final DescribedPredicate<JavaConstructorCall> MAKES_A_DATE_OR_RANDOM = describe(
            "takes the time or chance of the machine",
            call -> Set.of("java.util.Date", SecureRandom.class.getName())
                    .contains(call.getTargetOwner().getName()));

    private static final DescribedPredicate<JavaMethodCall> DRAWS_FROM_THE_MACHINE = describe(
            "draws its own chance",
            call -> Set.of("java.util.UUID.randomUUID", "java.lang.Math.random", "java.util.Collections.shuffle")
                            .contains(call.getTargetOwner().getName() + "." + call.getName())
                    && call.getTarget().getRawParameterTypes().size() <= 1);

    private static final DescribedPredicate<JavaMethodCall> CHANGES_CASE_BY_THE_MACHINE = describe(
            "changes case in the machine's language",
            call -> call.getTargetOwner().getName().equals("java.lang.String")
                    && Set.of("toLowerCase", "toUpperCase").contains(call.getName())
                    && call.getTarget().getRawParameterTypes().isEmpty());

    @Test
    void theTimeIsHandedIn() {
        noClasses()
                .that(not(CONFIGURATION))
                .should()
                .callMethodWhere(READS_THE_CLOCK)
                .because("a test must be able to say what time it is, to the second in which a code expires")
                .check(REGAIN);
    }

    @Test
    void chanceIsHandedInAndIsSecure() {
        noClasses()
                .that(not(CONFIGURATION))
                .should()
                .callMethodWhere(DRAWS_FROM_THE_MACHINE)
                .orShould()
                .callConstructorWhere(MAKES_A_DATE_OR_RANDOM)
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|SplittableRandom|concurrent\\.ThreadLocalRandom)"
                        + "|org\\.apache\\.commons\\..*\\.Random(StringUtils|Utils)")
                .because("a code or a token from another source can be guessed")
                .check(REGAIN);
    }

    @Test
    void caseIsChangedInANamedLanguage() {
        noClasses()
                .should()
                .callMethodWhere(CHANGES_CASE_BY_THE_MACHINE)
                .because("on a Turkish machine ADMIN is not admin")
                .check(REGAIN);
    }

    private static boolean isA(JavaMethodCall call, String packageName) {
        return call.getTargetOwner().getPackageName().equals(packageName);
    }
}
