/** What is in the jars that users get. */
package io.github.ecremulator.contract.packaging;
