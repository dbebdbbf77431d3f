package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.regain.verification.ProofClass;

/// All subsets of proof classes. Source: NIST SP 800-63B-4 § 4.2.2.
class RecoveryPolicyTest {

    private static final RecoveryPolicy POLICY = RecoveryPolicy.STANDARD;

    @Test
    void aFlowLivesFifteenMinutesAndProofsTen() {
        assertThat(POLICY.flowLife()).isEqualTo(Duration.ofMinutes(15));
        assertThat(POLICY.provenFor()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aNewPasswordTakesAsManyDifferentClassesAsTheAccountRequires() {
        for (var proven : subsets()) {
            for (var required : List.of(1, 2, 3)) {
                var counted =
                        proven.stream().filter(it -> it != ProofClass.PASSWORD).count();
                assertThat(POLICY.enough(proven, Aim.RESET, required))
                        .as("%s of %s", proven, required)
                        .isEqualTo(counted >= required);
            }
        }
    }

    @Test
    void keepingThePasswordTakesOneProofBesideIt() {
        for (var proven : subsets()) {
            for (var required : List.of(1, 2, 3)) {
                assertThat(POLICY.enough(proven, Aim.UNLOCK, required))
                        .as("%s of %s", proven, required)
                        .isEqualTo(proven.stream().anyMatch(it -> it != ProofClass.PASSWORD));
            }
        }
    }

    @Test
    void anotherProofNeverTakesAnEntitlementAway() {
        for (var proven : subsets()) {
            for (var more : subsets()) {
                for (var aim : Aim.values()) {
                    for (var required : List.of(1, 2, 3)) {
                        if (more.containsAll(proven) && POLICY.enough(proven, aim, required)) {
                            assertThat(POLICY.enough(more, aim, required)).isTrue();
                        }
                    }
                }
            }
        }
    }

    private static List<Set<ProofClass>> subsets() {
        var classes = ProofClass.values();
        var subsets = new ArrayList<Set<ProofClass>>();
        for (var bits = 0; bits < 1 << classes.length; bits++) {
            var subset = EnumSet.noneOf(ProofClass.class);
            for (var i = 0; i < classes.length; i++) {
                if ((bits >> i & 1) == 1) {
                    subset.add(classes[i]);
                }
            }
            subsets.add(subset);
        }
        assertThat(subsets).hasSize(32);
        return subsets;
    }
}
