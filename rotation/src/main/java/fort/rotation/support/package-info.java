/// What rotators of several kinds share: fields of a value, addresses, deadlines, users in turn. Hidden.
package fort.rotation.support;
