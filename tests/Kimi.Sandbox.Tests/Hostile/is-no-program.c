// Expected: does not compile
this is no program
