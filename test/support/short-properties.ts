import * as fc from 'fast-check';

// A mutant that a property finds is found by its first cases; all the others that run the property would wait for its last one.
fc.configureGlobal({ ...fc.readConfigureGlobal(), interruptAfterTimeLimit: 300 });
