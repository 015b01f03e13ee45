/// So many that have left a queue are taken off its front at once.
private let swept = 1024

/// A line, first in and first out: to take the first costs the same however many stand behind it.
struct Queue<Element: BitwiseCopyable> {
  private var elements: [Element] = []
  private var head = 0

  var isEmpty: Bool { head == elements.count }

  mutating func append(_ element: Element) { elements.append(element) }

  /// Precondition: somebody stands in the line.
  mutating func removeFirst() -> Element {
    let first = elements[head]
    head += 1
    if head == swept {
      elements.removeFirst(head)
      head = 0
    }
    return first
  }

  /// Forgets all and keeps the memory.
  mutating func reset() {
    elements.removeAll(keepingCapacity: true)
    head = 0
  }
}
