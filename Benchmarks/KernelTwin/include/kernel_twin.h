/* The event list, the random numbers and the M/M/1 queue of the kernel once more in C, as a yardstick. */
#ifndef KERNEL_TWIN_H
#define KERNEL_TWIN_H

#include <stdint.h>

/* What a run of the M/M/1 queue reports; equal to the Swift run's to the bit. */
typedef struct {
  double mean_queue_length; /* waiting and in service, averaged over time */
  double end_time;
  uint64_t served;
} twin_queue_result;

/* One server; exponential arrivals and services; stops after `events` events. */
twin_queue_result twin_mm1(uint64_t seed, double arrival_rate, double service_rate, uint64_t events);

/* Pops the next event and pushes one an exponential time later, `steps` times, with `pending` events in the
   list; returns the final time. */
double twin_hold(uint64_t seed, uint64_t pending, uint64_t steps);

/* How often the process has asked malloc and its kin for memory, or -1 where that is not counted. */
int64_t twin_allocations(void);

#endif
