@main struct KernelBenchmark { static func main() {} }
