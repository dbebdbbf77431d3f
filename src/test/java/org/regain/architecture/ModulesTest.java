package org.regain.architecture;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void noCyclesNoInternalsAndOnlyDeclaredDependencies() {
        ApplicationModules.of("org.regain").verify();
    }
}
