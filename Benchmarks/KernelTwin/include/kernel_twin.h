int kernel_twin_version(void);
