@main
struct Capsim {
  static func main() {}
}
