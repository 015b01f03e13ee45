int kernel_twin_version(void) { return 1; }
