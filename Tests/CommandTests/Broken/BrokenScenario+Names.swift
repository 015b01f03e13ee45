extension BrokenScenario {
  /// Names that lead nowhere or to the wrong kind of thing.
  static let names = [
    BrokenScenario(
      "dangling reference", #"{"extends": "base.json", "fabs": {"tsmc_n3": {"process": "n33"}}}"#,
      messages: [
        #"s.json:1:58: fabs.tsmc_n3.process: there is no 'n33' in 'processes'; did you mean 'n3'?"#
      ]),
    BrokenScenario(
      "reference to nothing near", #"{"extends": "base.json", "installed_base": "abacus"}"#,
      messages: [
        #"""
        s.json:1:44: installed_base: there is no 'abacus' in 'accelerators'; known: b300, \#
        installed_base, rubin
        """#
      ]),
    BrokenScenario(
      "installed base none", #"{"extends": "base.json", "installed_base": "none"}"#,
      messages: [
        #"""
        s.json:1:44: installed_base: there must be one: 'none' will not do here; name one of b300, \#
        installed_base, rubin
        """#
      ]),
    BrokenScenario(
      "none of what there must be",
      #"""
      {"extends": "base.json", "accelerators": {"rubin": {"vendor": "none", "packaging": "none", "dies": \#
      {"compute": {"process": "none"}}}}, "fabs": {"sk_hynix": {"process": {"value": "none"}}}}
      """#,
      messages: [
        #"""
        s.json:1:63: accelerators.rubin.vendor: there must be one: 'none' will not do here; name one of \#
        nvidia
        """#,
        #"""
        s.json:1:84: accelerators.rubin.packaging: there must be one: 'none' will not do here; name one \#
        of cowos
        """#,
        #"""
        s.json:1:124: accelerators.rubin.dies.compute.process: there must be one: 'none' will not do \#
        here; name one of n3, n5
        """#,
        #"""
        s.json:1:179: fabs.sk_hynix.process: there must be one: 'none' will not do here; name one of \#
        cowos, dram, dram_china, n3, n5
        """#,
      ]),
    BrokenScenario(
      "weights of unknown entity", #"{"extends": "base.json", "labs": {"openai": {"regions": {"mars": 1}}}}"#,
      messages: [
        #"s.json:1:58: labs.openai.regions.mars: there is no 'mars' in 'regions'; known: europe, us"#
      ]),
    BrokenScenario(
      "weights are numbers", #"{"extends": "base.json", "labs": {"openai": {"regions": 3}}}"#,
      messages: [
        #"""
        s.json:1:57: labs.openai.regions: expected an object of numbers keyed by ids of 'regions', found \#
        the number 3
        """#
      ]),
    BrokenScenario(
      "weights all zero",
      #"""
      {"extends": "base.json", "labs": {"new": {"compute": "10 kH100e", "regions": {"us": 0}, "vendors": \#
      {}, "revenue": "1 billion USD/year", "cash": "1 billion USD", "demand_growth": "0.5 /year"}}}
      """#,
      messages: [
        #"s.json:1:78: labs.new.regions: 'new' names no regions; give at least one a weight above zero"#,
        #"""
        s.json:1:100: labs.new.vendors: 'new' names no vendors; give at least one a weight above zero
        """#,
      ]),
    BrokenScenario(
      "wrong process kind",
      #"{"extends": "base.json", "accelerators": {"rubin": {"memory": "n3", "packaging": "dram"}}}"#,
      messages: [
        #"""
        s.json:1:63: accelerators.rubin.memory: 'n3' is a logic process, but a dram process is needed; \#
        name one of dram, dram_china
        """#,
        #"""
        s.json:1:82: accelerators.rubin.packaging: 'dram' is a dram process, but a packaging process is \#
        needed; name one of cowos
        """#,
      ]),
    BrokenScenario(
      "own provider", #"{"extends": "base.json", "labs": {"openai": {"provider": "openai"}}}"#,
      messages: [
        #"""
        s.json:1:58: labs.openai.provider: 'openai' cannot be its own provider; name another lab, or \#
        none
        """#
      ]),
    BrokenScenario(
      "unknown choice", #"{"extends": "base.json", "processes": {"n3": {"kind": "logik"}}}"#,
      messages: [
        #"""
        s.json:1:55: processes.n3.kind: 'logik' is not one of logic, dram, packaging; did you mean \#
        'logic'?
        """#
      ]),
    BrokenScenario(
      "chances of what is the same in every run",
      #"{"extends": "base.json", "processes": {"n3": {"kind": {"chances": {"logic": 0.5, "dram": 0.5}}}}}"#,
      messages: [
        #"""
        s.json:1:55: processes.n3.kind: this is the same in every run, so its words have no chances; write one of \#
        logic, dram, packaging
        """#
      ]),
    BrokenScenario(
      "chances that are no whole",
      #"{"extends": "base.json", "vendors": {"nvidia": {"allocation": {"chances": {"priority": 0.5, "pro_rata": 0.4}}}}}"#,
      messages: [
        #"s.json:1:75: vendors.nvidia.allocation.chances: the chances sum to 0.9; make them sum to 1"#
      ]),
    BrokenScenario(
      "flag as text", #"{"extends": "base.json", "labs": {"openai": {"product": "yes"}}}"#,
      messages: [
        #"s.json:1:57: labs.openai.product: expected true or false, found text"#
      ]),
    BrokenScenario(
      "empty collections", #"{"extends": "base.json", "labs": null, "regions": null}"#,
      messages: [
        #"s.json:1:1: regions: there is nothing in 'regions'; extend base.json, or add at least one"#,
        #"s.json:1:1: labs: there is nothing in 'labs'; extend base.json, or add at least one"#,
      ]),
    BrokenScenario(
      "text is a number", #"{"extends": "base.json", "name": 3}"#,
      messages: [
        #"s.json:1:34: name: expected text, found the number 3"#
      ]),
  ]
}
