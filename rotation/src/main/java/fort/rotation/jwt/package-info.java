/// Keys that sign JSON Web Tokens. Hidden.
package fort.rotation.jwt;
