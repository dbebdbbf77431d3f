package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.regain.verification.Method;
import org.regain.verification.Proven;

/// All sets of proofs, in quarantine and out of it. Source: NIST SP 800-63B-4 § 4.2.2. That the database goes by the same
/// rule is shown in `law.EntitlementTest`.
class RecoveryPolicyTest {

    private static final RecoveryPolicy POLICY = FlowSamples.POLICY;
    private static final List<Integer> REQUIRED = List.of(1, 2);

    @Test
    void nist_4_2_2_2_mailAndTextAreOneClassAndAPasskeyIsTwo() {
        assertThat(enough(2, Method.EMAIL, Method.SMS)).isFalse();
        assertThat(enough(2, Method.EMAIL, Method.TOTP)).isTrue();
        assertThat(enough(2, Method.EMAIL, Method.SAVED_CODE)).isTrue();
        assertThat(enough(2, Method.SMS, Method.SAVED_CODE)).isTrue();
        assertThat(enough(2, Method.TOTP)).isFalse();
        assertThat(enough(2, Method.PASSKEY)).isTrue();
        assertThat(enough(1, Method.EMAIL)).isTrue();
    }

    @Test
    void simSwap_aTextAloneNeverMakesAPassword() {
        assertThat(enough(1, Method.SMS)).isFalse();
        assertThat(enough(1, Method.SMS, Method.EMAIL)).isTrue();
    }

    @Test
    void whatIsInQuarantineCountsBesideAnOlderProofOnly() {
        for (var proven : FlowSamples.proven()) {
            if (proven.older().isEmpty()) {
                for (var aim : Aim.values()) {
                    assertThat(POLICY.enough(proven, aim, 1)).as("%s", proven).isFalse();
                }
            }
        }
        var both = new Proven(Set.of(Method.EMAIL), Set.of(Method.TOTP));
        assertThat(POLICY.enough(both, Aim.RESET, 2)).isTrue();
    }

    @Test
    void keepingThePasswordTakesOneProofBesideIt() {
        for (var proven : FlowSamples.proven()) {
            for (var required : REQUIRED) {
                assertThat(POLICY.enough(proven, Aim.UNLOCK, required))
                        .as("%s of %s", proven, required)
                        .isEqualTo(!proven.older().isEmpty());
            }
        }
    }

    @Test
    void anotherProofNeverTakesAnEntitlementAway() {
        for (var proven : FlowSamples.proven()) {
            for (var method : Method.values()) {
                for (var older : List.of(true, false)) {
                    for (var aim : Aim.values()) {
                        for (var required : REQUIRED) {
                            if (!proven.by(method) && POLICY.enough(proven, aim, required)) {
                                assertThat(POLICY.enough(proven.with(method, older), aim, required))
                                        .isTrue();
                            }
                        }
                    }
                }
            }
        }
    }

    private static boolean enough(int required, Method... methods) {
        return POLICY.enough(FlowSamples.by(methods), Aim.RESET, required);
    }
}
