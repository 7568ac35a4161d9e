/// Fort as others meet it: its launcher, clients that were written for Vault, and OpenBao beside it.
@NullMarked
package fort.compat;

import org.jspecify.annotations.NullMarked;
