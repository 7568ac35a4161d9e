/// Measures Fort beside OpenBao on one machine: the same requests, in alternating rounds.
package fort.bench;
