import Tables

extension OpenFiles {
  /// Throws unless the system lets this process have `count` files open beside the usual ones; raises the limit as far
  /// as needed. To be asked before anything runs, since what cannot be written then would be lost.
  static func require(_ count: Int) throws(CommandFailure) {
    guard let limit = allow(count) else { return }
    let needed = count + others
    throw .stopped(
      .inputOutput,
      "\(needed) files may have to be open at once, but only \(limit) may be; raise the limit with ulimit -n \(needed)"
    )
  }
}
