#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A bounded ring in which workers leave results as they finish and one consumer takes them in order.
///
/// A worker claims the next index once its place in the ring is free, so that memory stays bounded however
/// uneven the runs are. All state is behind one mutex; runs take milliseconds, claims nanoseconds.
final class ReorderRing: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private let slots: [ReplicationResult]
  private let count: Int
  private var isReady: [Bool]
  private var claimed = 0
  private var consumed = 0
  private var workers = 0
  private var isStopped = false

  /// A ring for results 0 to `count` - 1; `slots` are the places, at least one.
  init(_ slots: [ReplicationResult], count: Int) {
    self.slots = slots
    self.count = count
    isReady = Array(repeating: false, count: slots.count)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Notes a worker that is about to start.
  func join() { locked { workers += 1 } }

  /// Notes that a worker has ended, or that it could not be started.
  func leave() { locked { workers -= 1 } }

  /// Keeps workers from claiming any more.
  func stop() { locked { isStopped = true } }

  /// The next index and the place for its result; nil when there is nothing left to claim.
  func claim() -> (index: Int, result: ReplicationResult)? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while claimed < count, !isStopped, claimed - consumed >= slots.count { pthread_cond_wait(changed, mutex) }
    if claimed == count || isStopped { return nil }
    claimed += 1
    return (claimed - 1, slots[(claimed - 1) % slots.count])
  }

  /// Hands over the result of a claimed index.
  func deliver(_ index: Int) { locked { isReady[index % slots.count] = true } }

  /// The result that is next in order, once it is there; nil at the end, or when the workers have stopped
  /// without it.
  func next() -> ReplicationResult? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    if consumed == count { return nil }
    let place = consumed % slots.count
    while !isReady[place], workers > 0 { pthread_cond_wait(changed, mutex) }
    return isReady[place] ? slots[place] : nil
  }

  /// Frees the place of the result last given by `next`.
  func release() {
    locked {
      isReady[consumed % slots.count] = false
      consumed += 1
    }
  }

  private func locked(_ change: () -> Void) {
    pthread_mutex_lock(mutex)
    change()
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(mutex)
  }
}
