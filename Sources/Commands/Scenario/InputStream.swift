import Sweep
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A pipe, terminal or socket that is read as a file.
struct InputStream {
  /// How long nothing may come before it is said what the program waits for, in milliseconds.
  private static let patience: Int32 = 1000

  private let descriptor: Int32
  private let name: String

  init(_ descriptor: Int32, _ name: String) {
    self.descriptor = descriptor
    self.name = name == InputFile.standardInput ? "standard input" : name
  }

  /// Waits until there is something to read, or until the other end was closed.
  ///
  /// A terminal, and a pipe into which nothing comes, are told to whoever sits before the screen.
  func awaitText() throws(InputFile.Problem) {
    let isTerminal = Terminal.isTerminal(descriptor)
    if isTerminal || !isReady(within: InputStream.patience) {
      let ending = isTerminal ? "end it with Control-D" : "nothing has been written to it yet"
      try? StandardStream.error().write(
        ShownText.line("capsim: waiting for the text from \(name); \(ending), Control-C gives up") + "\n")
      let stop = StopRequest(heedsSignals: true)
      while !isReady(within: InputStream.patience) {
        if stop.isMade || Signals.isStopRequested {
          throw InputFile.Problem(description: "interrupted while waiting for it")
        }
      }
    }
    // From here on a read may wait: whoever writes has begun.
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0 { _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
  }

  private func isReady(within milliseconds: Int32) -> Bool {
    var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&wait, 1, milliseconds) > 0
  }
}
