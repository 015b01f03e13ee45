#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why something could not be written, or read back: where, what was being done, the cause, and what to do.
public struct WriteProblem: Error, Equatable, Sendable, CustomStringConvertible {
  /// What was being done.
  public enum Action: String, Equatable, Sendable {
    /// Making a file or folder.
    case create
    /// Opening one that is there.
    case open
    /// Reading bytes back.
    case read
    /// Writing bytes.
    case write
    /// Forcing bytes to the device.
    case sync
    /// Closing a file.
    case close
    /// Putting a folder in its place.
    case rename
    /// Removing a file or folder.
    case remove
  }

  /// The cause, as the system reports it.
  public enum Cause: Equatable, Sendable {
    /// The device or the user's quota is full.
    case diskFull
    /// The reader of a pipe has gone.
    case closedPipe
    /// The user may not do that here.
    case permissionDenied
    /// The file system is mounted for reading only.
    case readOnly
    /// A folder on the way does not exist.
    case missing
    /// Something on the way is not a folder.
    case notFolder
    /// There is already something with that name.
    case exists
    /// The device failed.
    case deviceError
    /// The system has no thread left to write with.
    case noThread
    /// Any other error number.
    case other(Int32)

    /// Reads an `errno`.
    public init(errorNumber: Int32) {
      switch errorNumber {
      case ENOSPC, EDQUOT, EFBIG: self = .diskFull
      case EPIPE: self = .closedPipe
      case EACCES, EPERM: self = .permissionDenied
      case EROFS: self = .readOnly
      case ENOENT: self = .missing
      case ENOTDIR: self = .notFolder
      case EEXIST, ENOTEMPTY: self = .exists
      case EIO: self = .deviceError
      default: self = .other(errorNumber)
      }
    }
  }

  /// What could not be written or read.
  public var path: String
  /// What was being done.
  public var action: Action
  /// Why it failed.
  public var cause: Cause

  /// States a problem.
  public init(path: String, action: Action, cause: Cause) {
    self.path = path
    self.action = action
    self.cause = cause
  }

  init(path: String, action: Action, errorNumber: Int32) {
    self.init(path: path, action: action, cause: Cause(errorNumber: errorNumber))
  }

  /// What, where, why, and what to do.
  public var description: String {
    "cannot \(action.rawValue) \(path): \(reason); \(advice)"
  }

  private var reason: String {
    switch cause {
    case .diskFull: "no space left on the device"
    case .closedPipe: "the reader has closed the pipe"
    case .permissionDenied: "permission denied"
    case .readOnly: "the file system is read-only"
    case .missing: "the folder does not exist"
    case .notFolder: "part of the path is not a folder"
    case .exists: "it exists already"
    case .deviceError: "the device reported an error"
    case .noThread: "the system can start no thread"
    case .other(let number): String(cString: strerror(number))
    }
  }

  private var advice: String {
    switch cause {
    case .diskFull: "free some space or choose another folder"
    case .closedPipe: "nothing more can be written there"
    case .permissionDenied where action == .open || action == .read: "check who may read it"
    case .permissionDenied: "choose a folder that you may write to"
    case .readOnly: "choose a folder on a writable file system"
    case .missing: "create the folder first or choose another"
    case .notFolder: "choose another path"
    case .exists: "choose another name or remove it first"
    case .deviceError: "check the device or choose another folder"
    case .noThread: "end other programs, or raise the limit on processes with ulimit -u"
    case .other: "choose another path"
    }
  }
}
