/// Random values that live in Fort alone. Hidden.
package fort.rotation.random;
