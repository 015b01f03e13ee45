#include "kernel_twin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exponential_layers.h"

/* Random numbers: xoshiro256++ seeded by (seed, replication, key). */

typedef struct {
  uint64_t s[4];
} stream;

static inline uint64_t rotate(uint64_t bits, int count) { return bits << count | bits >> (64 - count); }

static inline uint64_t mix(uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
  return bits ^ bits >> 31;
}

static stream stream_make(uint64_t seed, uint64_t replication, uint64_t key) {
  stream made;
  uint64_t experiment = mix(mix(seed + 0x9E3779B97F4A7C15u) ^ replication);
  made.s[0] = mix(experiment ^ key);
  made.s[1] = mix((experiment + rotate(key, 32)) ^ 0x452821E638D01377u);
  made.s[2] = mix((made.s[0] + made.s[1]) ^ 0xBE5466CF34E90C6Cu);
  made.s[3] = mix(made.s[0] ^ rotate(made.s[1], 32) ^ 0xC0AC29B7C97C50DDu);
  return made;
}

static inline uint64_t stream_next(stream *from) {
  uint64_t *s = from->s;
  uint64_t result = rotate(s[0] + s[3], 23) + s[0];
  uint64_t shifted = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate(s[3], 45);
  return result;
}

static inline double uniform(stream *from) { return (double)(int64_t)(stream_next(from) >> 11) * 0x1p-53; }

static double exponential_rare(stream *from, double value, int layer);

static inline double exponential(stream *from) {
  uint64_t bits = stream_next(from);
  int layer = bits & 255;
  double value = (double)(int64_t)(bits >> 11) * 0x1p-53 * exponential_layers[layer];
  if (value < exponential_layers[layer + 1]) return value;
  return exponential_rare(from, value, layer);
}

static __attribute__((noinline)) double exponential_rare(stream *from, double value, int layer) {
  if (layer == 0) return exponential_layers[1] + exponential(from);
  double low = exp(-exponential_layers[layer]);
  double high = exp(-exponential_layers[layer + 1]);
  return low + uniform(from) * (high - low) < exp(-value) ? value : exponential(from);
}

/* The event list: a 4-ary heap of keys, time (64 bits), priority (8), sequence (24), event (32). */

typedef unsigned __int128 key;

typedef struct {
  key *keys;
  void *storage;
  size_t count, capacity, processed;
  uint32_t sequence;
  double now;
} event_list;

static event_list list_make(size_t capacity) {
  event_list list = {0};
  size_t bytes = (capacity + 3) * sizeof(key);
  list.storage = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (!list.storage) abort();
  list.keys = (key *)list.storage + 3;
  list.capacity = capacity;
  return list;
}

static key pop(event_list *list);

static __attribute__((noinline)) void renumber(event_list *list) {
  size_t all = list->count;
  while (list->count > 0) {
    key least = pop(list);
    list->keys[list->count] = least;
  }
  for (size_t i = 0; i < all / 2; i++) {
    key swapped = list->keys[i];
    list->keys[i] = list->keys[all - 1 - i];
    list->keys[all - 1 - i] = swapped;
  }
  for (size_t i = 0; i < all; i++)
    list->keys[i] = (list->keys[i] & ~((key)0xFFFFFF << 32)) | (key)i << 32;
  list->count = all;
  list->sequence = (uint32_t)all;
}

static __attribute__((noinline)) void grow(event_list *list) {
  event_list larger = list_make(list->capacity * 2);
  memcpy(larger.keys, list->keys, list->count * sizeof(key));
  free(list->storage);
  list->keys = larger.keys;
  list->storage = larger.storage;
  list->capacity = larger.capacity;
}

static inline void schedule(event_list *list, uint32_t event, double time, uint8_t priority) {
  if (!(time >= list->now) || !(time < INFINITY)) abort();
  if (list->sequence == 1u << 24) renumber(list);
  if (list->count == list->capacity) grow(list);
  uint64_t time_bits;
  time += 0.0;
  memcpy(&time_bits, &time, 8);
  key added = (key)time_bits << 64 | (uint64_t)priority << 56 | (uint64_t)list->sequence++ << 32 | event;
  key *keys = list->keys;
  size_t hole = list->count++;
  while (hole > 0) {
    size_t parent = (hole - 1) >> 2;
    if (keys[parent] <= added) break;
    keys[hole] = keys[parent];
    hole = parent;
  }
  keys[hole] = added;
}

static inline key pop(event_list *list) {
  key *keys = list->keys;
  key least = keys[0];
  size_t count = --list->count;
  key moved = keys[count];
  size_t hole = 0;
  for (;;) {
    size_t first = hole * 4 + 1;
    if (first + 3 < count) {
      size_t left = first + (keys[first + 1] < keys[first]);
      size_t right = first + 2 + (keys[first + 3] < keys[first + 2]);
      size_t child = left + ((right - left) & -(size_t)(keys[right] < keys[left]));
      if (moved <= keys[child]) break;
      keys[hole] = keys[child];
      hole = child;
    } else {
      size_t child = first;
      for (size_t next = first + 1; next < count; next++)
        if (keys[next] < keys[child]) child = next;
      if (child < count && keys[child] < moved) {
        keys[hole] = keys[child];
        hole = child;
      }
      break;
    }
  }
  keys[hole] = moved;
  return least;
}

/* Pulls the next event at or before `end`; returns 0 when there is none. */
static inline int next_event(event_list *list, double end, uint32_t *event) {
  if (list->count > 0) {
    uint64_t time_bits = (uint64_t)(list->keys[0] >> 64);
    double time;
    memcpy(&time, &time_bits, 8);
    if (time <= end) {
      list->now = time;
      list->processed++;
      *event = (uint32_t)pop(list);
      return 1;
    }
  }
  if (end > list->now && end < INFINITY) list->now = end;
  return 0;
}

/* The runs. */

enum { arrival, departure };

twin_queue_result twin_mm1(uint64_t seed, double arrival_rate, double service_rate, uint64_t events) {
  event_list list = list_make(16);
  stream arrivals = stream_make(seed, 0, 1);
  stream services = stream_make(seed, 0, 2);
  double arrival_mean = 1 / arrival_rate, service_mean = 1 / service_rate;
  uint64_t present = 0, served = 0;
  double area = 0, last = 0;
  schedule(&list, arrival, arrival_mean * exponential(&arrivals), 0);
  uint32_t event;
  for (uint64_t done = 0; done < events && next_event(&list, INFINITY, &event); done++) {
    area += (double)(int64_t)present * (list.now - last);
    last = list.now;
    switch (event) {
    case arrival:
      present++;
      if (present == 1) schedule(&list, departure, list.now + service_mean * exponential(&services), 0);
      schedule(&list, arrival, list.now + arrival_mean * exponential(&arrivals), 0);
      break;
    default:
      present--;
      served++;
      if (present > 0) schedule(&list, departure, list.now + service_mean * exponential(&services), 0);
    }
  }
  twin_queue_result result = {area / list.now, list.now, served};
  free(list.storage);
  return result;
}

double twin_hold(uint64_t seed, uint64_t pending, uint64_t steps) {
  event_list list = list_make(pending + 1);
  stream gaps = stream_make(seed, 0, 3);
  for (uint64_t i = 0; i < pending; i++) schedule(&list, (uint32_t)i, exponential(&gaps), 0);
  uint32_t event;
  for (uint64_t i = 0; i < steps && next_event(&list, INFINITY, &event); i++) {
    schedule(&list, event, list.now + exponential(&gaps), 0);
  }
  double end = list.now;
  free(list.storage);
  return end;
}
