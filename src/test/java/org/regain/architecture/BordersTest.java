package org.regain.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Repository;

/// Who may touch what. A package that is not there yet is bound by its rule from its first class on.
class BordersTest {

    private static final JavaClasses REGAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.regain");

    /// The class through which a password is written; it keeps this ending, whatever else it becomes.
    private static final DescribedPredicate<JavaClass> PASSWORD_WRITER = describe(
            "are the password writer",
            type -> type.getPackageName().startsWith("org.regain.password")
                    && type.getSimpleName().endsWith("Writer"));

    private static final DescribedPredicate<JavaClass> STORE = describe(
            "are package-private stores (@Repository)",
            type -> type.isAnnotatedWith(Repository.class)
                    && !type.getModifiers().contains(JavaModifier.PUBLIC));

    @Test
    void onlyRecoveringClaimingAndChangingWritePasswords() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.regain.recovery..",
                        "org.regain.claim..",
                        "org.regain.change..",
                        "org.regain.password..",
                        "org.regain.demo..")
                .should()
                .dependOnClassesThat(PASSWORD_WRITER)
                .because("nobody resets a password for somebody else; the demo only makes people who exist"
                        + " nowhere else"));
    }

    @Test
    void theConsoleKnowsNoCredentials() {
        check(noClasses()
                .that()
                .resideInAPackage("org.regain.admin..")
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage("org.regain.password..", "org.regain.verification..", "org.regain.secret..")
                .because("an administrator's code that cannot name a credential cannot touch one"));
    }

    @Test
    void theConsoleLooksAtTheDirectoryAndTouchesNothing() {
        check(noClasses()
                .that()
                .resideInAPackage("org.regain.admin..")
                .should()
                .dependOnClassesThat(describe(
                        "are of the directory and more than a look at it",
                        type -> type.getPackageName().equals("org.regain.directory")
                                && !type.getName().startsWith("org.regain.directory.DirectoryView")
                                && !type.getSimpleName().equals("EntryId")))
                .because("an administrator's code that cannot name the directory cannot change it"));
    }

    @Test
    void onlyStoresSpeakSql() {
        check(noClasses()
                .that(DescribedPredicate.not(STORE))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc..")
                .because("the SQL of a feature is in one place, where its locks and conditions are read together"));
    }

    @Test
    void plainJdbcIsForTheGroundAlone() {
        check(noClasses()
                .that(DescribedPredicate.not(STORE.or(resideInAPackage("org.regain.database.."))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .because("a feature that opens its own connection leaves the transaction of its use case"));
    }

    @Test
    void storesAreTheirPackagesOwn() {
        check(classes()
                .that()
                .areAnnotatedWith(Repository.class)
                .should()
                .bePackagePrivate()
                .because("another package asks the use case, which keeps the rules, and not the rows"));
    }

    @Test
    void onlyDeliverySpeaksToTheOutside() {
        String because = "what leaves goes through the outbox: never within a transaction, never at a reply's cost";
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.regain.delivery..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "org.springframework.mail..")
                .because(because));
        check(noClasses()
                .that()
                .resideOutsideOfPackages("org.regain.texts..", "org.regain.portal..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.net.http..")
                .because(because));
    }

    @Test
    void c01_aDomainIsReadAsItIsRegistered() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.IDN")
                .because("it knows the domains of 2003: what it makes of ß or a joiner is somebody else's"));
    }

    @Test
    void whatASpanMaySayIsDecidedInOnePlace() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("org.regain.watch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.opentelemetry..")
                .because("others name a part of what they do and a class of fault, and have no way to name a person"));
    }

    @Test
    void namesSayWhatAThingIs() {
        check(noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils?|Helper|Processor)(\\$.*)?")
                .because("such a name says that nobody found out what the class is"));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(REGAIN);
    }
}
