package org.regain.password;

/// What a hash was made with.
///
/// @param memoryKib KiB of memory, 8 to 65,536
/// @param passes how often the memory is gone over, 1 to 10
/// @param keyId the pepper key, in decimal digits
public record HashParameters(int memoryKib, int passes, String keyId) {

    /// A row that asks for more was not written by Regain.
    static final int MAX_MEMORY_KIB = 64 * 1024;

    static final int MAX_PASSES = 10;

    /// Checks the bounds.
    public HashParameters {
        if (memoryKib < 8 || memoryKib > MAX_MEMORY_KIB || passes < 1 || passes > MAX_PASSES) {
            throw new IllegalArgumentException("A hash costs 8 to 65536 KiB and 1 to 10 passes");
        }
    }
}
