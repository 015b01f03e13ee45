import Testing

@testable import Tables

@Suite("Manifests")
struct ManifestTests {
  private let text = Manifest.text([
    "tool": "capsim",
    "files": [["name": "runs.csv", "bytes": 4], ["name": "b.csv", "bytes": 5]],
    "resolved": ["files": [["name": "not a file"]]],
  ])

  @Test("golden: the seal is the last member, and the rest is as it was")
  func form() {
    #expect(
      text.hasPrefix(
        "{\n  \"tool\": \"capsim\",\n  \"files\": [\n    {\n      \"name\": \"runs.csv\",\n      \"bytes\": 4\n"
      ))
    let body = text.prefix(
      upTo: text.firstRange(of: ",\n  \"manifest_sha256\"")?.lowerBound ?? text.startIndex)
    #expect(text == body + ",\n  \"manifest_sha256\": \"\(SHA256.hex(of: String(body)))\"\n}\n")
    #expect(Manifest.fileNames(Array(text.utf8)) == ["runs.csv", "b.csv"])
  }

  @Test("unit: a manifest with any bit changed, cut or added to is not whole")
  func changes() {
    let bytes = Array(text.utf8)
    #expect(Manifest.isWhole(bytes))
    for place in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[place] ^= 1 << bit
        #expect(!Manifest.isWhole(changed), "bit \(bit) of byte \(place)")
      }
      #expect(!Manifest.isWhole(Array(bytes[..<place])))
    }
    #expect(!Manifest.isWhole(bytes + [10]))
  }
}
