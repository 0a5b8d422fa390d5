// Expected: does not compile
#include "program.c"
#include "program.c"
int main(void) { return 0; }
