/// A self-hosted sign-in whose people get back into their accounts by themselves.
@NullMarked
package org.regain;

import org.jspecify.annotations.NullMarked;
