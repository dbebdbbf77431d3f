package org.regain.password;

/// What Argon2id costs, whatever the key.
///
/// @param memoryKib KiB of memory
/// @param passes how often the memory is gone over
record HashCost(int memoryKib, int passes) {

    HashParameters with(String keyId) {
        return new HashParameters(memoryKib, passes, keyId);
    }
}
