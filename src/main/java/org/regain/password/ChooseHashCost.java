package org.regain.password;

import java.util.List;
import java.util.stream.Collectors;
import org.regain.settings.RegainSettings;
import org.regain.start.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Decides what a hash costs: what the operator says, or what the first node found to be cheapest among those that OWASP calls equal in
/// strength. Which that is depends on the machine.
///
/// Decision: `docs/decisions/0049-price-of-a-hash.md`.
@Component
class ChooseHashCost {

    private static final Logger LOG = LoggerFactory.getLogger(ChooseHashCost.class);

    private final HashCosts costs;
    private final RegainSettings.Hash setting;

    ChooseHashCost(HashCosts costs, RegainSettings settings) {
        this.costs = costs;
        this.setting = settings.hash();
    }

    /// @throws StartRefused where the setting is weaker than each of those
    HashCost now() {
        Integer memory = setting.memoryKib();
        Integer passes = setting.passes();
        if (memory != null && passes != null) {
            return strong(new HashCost(memory, passes));
        }
        return costs.chosen().orElseGet(this::measured);
    }

    private HashCost measured() {
        HashCost cheapest =
                new CheapestHash(Argon2ids.here(0, new HashMemory(HashParameters.MAX_MEMORY_KIB))).among(costs.equal());
        HashCost chosen = costs.choose(cheapest);
        LOG.info("A password's hash costs {} KiB and {} passes from now on", chosen.memoryKib(), chosen.passes());
        return chosen;
    }

    private HashCost strong(HashCost asked) {
        List<HashCost> equal = costs.equal();
        if (equal.stream().noneMatch(it -> asked.memoryKib() >= it.memoryKib() && asked.passes() >= it.passes())) {
            throw new StartRefused(
                    "regain.hash.memory-kib and regain.hash.passes are weaker than OWASP asks for: at least "
                            + equal.stream()
                                    .map(it -> it.memoryKib() + " and " + it.passes())
                                    .collect(Collectors.joining(", or "))
                            + ".");
        }
        return asked;
    }
}
