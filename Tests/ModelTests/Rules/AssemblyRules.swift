import Testing

@testable import Model

/// Vendors: what they make of dies, memory and packages, and who gets it at what price.
@Suite("rule: vendors")
struct AssemblyRules {
  /// What a lab pays for deliveries of `amount` that it ordered alone and has prepaid with `prepaid`.
  private func paid(prepaid: Double) throws -> (paid: Double, delivered: Double, price: Double) {
    var bare = try BareWorld(["vendors.nvidia.allocation=first_come"])
    let lab = try bare.index("google", in: "labs")
    let book = OrderBook.index(vendor: try bare.index("nvidia", in: "vendors"), orbit: false)
    bare.world.exchange.book.reset()
    bare.world.exchange.book.place(
      OrderBook.Order(lab: lab, venue: 0, placed: 0, owed: 1000, prepaid: prepaid), in: book)
    let design = try #require(bare.world.exchange.catalogue.current(book: book, at: 0))
    let price = bare.world.exchange.pricePerCompute(design, book: book)
    let cash = bare.world.exchange.ledger.cash(lab)
    bare.world.assembly.deliver(&bare.world.exchange)
    return (
      cash - bare.world.exchange.ledger.cash(lab), 1000 - bare.world.exchange.book.backlog[book], price
    )
  }

  @Test("prepayments are used up: what was paid is not paid again")
  func prepayments() throws {
    let (full, delivered, price) = try paid(prepaid: 0)
    #expect(isClose(delivered, 1000, relative: 1e-6))
    #expect(isClose(full, 1000 * price, relative: 1e-6))
    #expect(isClose(try paid(prepaid: 250 * price).paid, 750 * price, relative: 1e-6))
    #expect(abs(try paid(prepaid: 1000 * price).paid) < 1e-9 * price)
  }

  @Test("dear memory makes accelerators dearer, by what is in them")
  func markup() throws {
    var bare = try BareWorld([])
    let book = OrderBook.index(vendor: try bare.index("nvidia", in: "vendors"), orbit: false)
    let design = try #require(bare.world.exchange.catalogue.current(book: book, at: 0))
    let entry = bare.world.exchange.inputs.accelerators[design]
    bare.world.assembly.price(&bare.world.exchange)
    #expect(isClose(bare.world.exchange.posted.assembly.markup[book], 1, relative: 1e-9))
    bare.world.memory.post(hbm: bare.world.exchange.posted.memory.hbm + 10, &bare.world.exchange)
    bare.world.assembly.price(&bare.world.exchange)
    let more = entry.hbm.value * 10 / 1000 / entry.price.value
    #expect(isClose(bare.world.exchange.posted.assembly.markup[book], 1 + more, relative: 1e-9))
    bare.world.memory.post(hbm: 1e-6, &bare.world.exchange)
    bare.world.memory.post(dram: 1e-6, &bare.world.exchange)
    bare.world.assembly.price(&bare.world.exchange)
    #expect(bare.world.exchange.posted.assembly.markup[book] < 1)
  }

  @Test("a package takes its dies, memory and packaging; its yield is lost at the end")
  func bill() throws {
    var bare = try BareWorld(["accelerators.b300.assembly_yield=0.8"])
    let design = try bare.index("b300", in: "accelerators")
    let entry = bare.world.exchange.inputs.accelerators[design]
    let die = bare.world.exchange.catalogue.firstDie[design]
    let places = [
      bare.world.exchange.goods.accelerators(design), bare.world.exchange.goods.output(entry.memory.asInt),
      bare.world.exchange.goods.dies(die),
    ]
    let before = places.map { bare.world.exchange.goods[$0] }
    bare.world.assembly.assemble(&bare.world.exchange)
    let after = places.map { bare.world.exchange.goods[$0] }
    let made = after[0].produced - before[0].produced
    #expect(made > 0)
    #expect(isClose(after[0].scrapped - before[0].scrapped, 0.2 * made, relative: 1e-9))
    #expect(after[1].consumed - before[1].consumed >= made * entry.hbm.value * (1 - 1e-9))
    #expect(
      isClose(
        after[2].consumed - before[2].consumed, made * bare.world.exchange.catalogue.dies[die].count,
        relative: 1e-9))
    #expect(bare.imbalance() == nil)
  }

  @Test("what is made follows the scarcest part: without memory nothing is made")
  func scarcest() throws {
    var bare = try BareWorld([])
    let design = try bare.index("b300", in: "accelerators")
    let memory = bare.world.exchange.goods.output(
      bare.world.exchange.inputs.accelerators[design].memory.asInt)
    let made = bare.world.exchange.goods.accelerators(design)
    let before = bare.world.exchange.goods[made].produced
    bare.world.exchange.goods.consume(memory, bare.world.exchange.goods[memory].onHand)
    bare.world.assembly.assemble(&bare.world.exchange)
    #expect(bare.world.exchange.goods[made].produced == before)
    let account = StarvationAccounts.index(.assembly, .memory)
    #expect(bare.world.exchange.starvation.lost[account] > 0)
  }

  @Test("who has machines in the dark lets others go first")
  func readiness() throws {
    func share(dark: Double) throws -> Double {
      var bare = try BareWorld([
        "vendors.nvidia.allocation=pro_rata", "vendors.nvidia.opening_rate=1 thousand H100e/month",
      ])
      let book = OrderBook.index(vendor: try bare.index("nvidia", in: "vendors"), orbit: false)
      let (lab, other) = (try bare.index("google", in: "labs"), try bare.index("xai", in: "labs"))
      bare.world.exchange.book.reset()
      let us = try bare.index("us", in: "regions")
      for buyer in [other, lab] {
        bare.world.exchange.book.place(
          OrderBook.Order(lab: buyer, venue: us, placed: 0, owed: 1e6, prepaid: 0), in: book)
      }
      if dark > 0 { try bare.darken("google", "us", machines: dark) }
      bare.world.assembly.deliver(&bare.world.exchange)
      let owed = bare.world.exchange.book.books[book].map { 1e6 - $0.owed }
      return owed[1] / (owed[0] + owed[1])
    }
    // The first in line gets what the others leave.
    #expect(try share(dark: 1e9) < share(dark: 0))
  }
}
