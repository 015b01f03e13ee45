/// How many heap allocations this process has made so far; 0 for ever where it cannot be known.
long allocation_count(void);
