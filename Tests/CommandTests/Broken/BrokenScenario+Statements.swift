extension BrokenScenario {
  /// Shocks and claims about what does not exist.
  static let statements = [
    BrokenScenario(
      "unknown metric",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": "dark_shar", "threshold": \#
      0.1, "by": "2030"}}}
      """#,
      messages: [
        #"s.json:1:71: claims.c.metric: there is no metric 'dark_shar'; did you mean 'dark_share'?"#
      ]),
    BrokenScenario(
      "metric of unknown lab",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": \#
      "labs.openay.cash_billion_usd", "threshold": 0.1, "by": "2030"}}}
      """#,
      messages: [
        #"""
        s.json:1:71: claims.c.metric: there is no metric 'labs.openay.cash_billion_usd'; did you mean \#
        'labs.openai.cash_billion_usd'?
        """#
      ]),
    BrokenScenario(
      "claim without a date",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": "dark_share", "threshold": \#
      0.1}}}
      """#,
      messages: [
        #"s.json:1:42: claims.c: 'by' is missing: By when; write a date such as "2027-10""#
      ]),
    BrokenScenario(
      "uncertain claim",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": "dark_share", "threshold": \#
      "0.1 to 0.2", "by": "2030"}}}
      """#,
      messages: [
        #"""
        s.json:1:98: claims.c.threshold: a claim says one thing, so its values are certain; write one \#
        value
        """#
      ]),
    BrokenScenario(
      "claim read when",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": "dark_share", "threshold": \#
      0.1, "by": "2030", "reading": "when"}}}
      """#,
      messages: [
        #"""
        s.json:1:42: claims.c: the reading 'when' needs a metric in 'when'; `capsim describe metrics` \#
        lists them
        """#
      ]),
    BrokenScenario(
      "claim read when unknown",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": "dark_share", "threshold": \#
      0.1, "by": "2030", "reading": "when", "when": "power_orbit_gigawatt"}}}
      """#,
      messages: [
        #"""
        s.json:1:144: claims.c.when: there is no metric 'power_orbit_gigawatt'; did you mean \#
        'power_orbit_gw'?
        """#
      ]),
    BrokenScenario(
      "claim from after by",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": "dark_share", "threshold": \#
      0.1, "by": "2030", "from": "2031"}}}
      """#,
      messages: [
        #"""
        s.json:1:125: claims.c.from: 'from' is after 'by'; the claim is read from the one to the other
        """#
      ]),
    BrokenScenario(
      "claim by never",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": "dark_share", "threshold": \#
      0.1, "by": "never"}}}
      """#,
      messages: [
        #"s.json:1:109: claims.c.by: 'never' is no date for a claim; write a date"#
      ]),
    BrokenScenario(
      "unknown reading",
      #"""
      {"extends": "base.json", "claims": {"c": {"statement": "s", "metric": "dark_share", "threshold": \#
      0.1, "by": "2030", "reading": "hihgest"}}}
      """#,
      messages: [
        #"""
        s.json:1:128: claims.c.reading: 'hihgest' is not one of at, highest, lowest, first, mean, \#
        always, when; did you mean 'highest'?
        """#
      ]),
    BrokenScenario(
      "shock on unknown input",
      #"{"extends": "base.json", "shocks": {"s": {"input": "lithography.prize", "factor": 2}}}"#,
      messages: [
        #"""
        s.json:1:52: shocks.s.input: there is no numeric input 'lithography.prize'; did you mean \#
        'lithography.price'?
        """#
      ]),
    BrokenScenario(
      "shock on a date",
      #"""
      {"extends": "base.json", "shocks": {"s": {"input": "launch.vehicles.starship_v3.available", \#
      "factor": 2}}}
      """#,
      messages: [
        #"""
        s.json:1:52: shocks.s.input: 'launch.vehicles.starship_v3.available' is a date, which a shock \#
        cannot multiply; name a number
        """#
      ]),
    BrokenScenario(
      "shock on what is read at the start",
      #"{"extends": "base.json", "shocks": {"s": {"input": "memory.hbm_price", "factor": 2, "date": "2027"}}}"#,
      messages: [
        #"""
        s.json:1:52: shocks.s.input: 'memory.hbm_price' is read only at the start: a shock on it would do \#
        nothing; name an input that acts all the time
        """#
      ]),
    BrokenScenario(
      "shock on a shock",
      #"{"extends": "base.json", "shocks": {"s": {"input": "shocks.s.factor", "factor": 2}}}"#,
      messages: [
        #"""
        s.json:1:52: shocks.s.input: a shock cannot act on 'shocks.s.factor'; name an input of the world
        """#
      ]),
    BrokenScenario(
      "link that scales nothing there is",
      #"{"extends": "base.json", "links": {"x": {"scales": "regions.*.relief, regions.*.releif"}}}"#,
      messages: [
        #"""
        s.json:1:52: links.x.scales: there is no number 'regions.*.releif' to multiply; did you mean \#
        'regions.us.relief'?
        """#
      ]),
    BrokenScenario(
      "link that scales a date",
      #"{"extends": "base.json", "links": {"x": {"scales": "launch.vehicles.starship_v3.available"}}}"#,
      messages: [
        #"""
        s.json:1:52: links.x.scales: there is no number 'launch.vehicles.starship_v3.available' to multiply; \#
        did you mean 'launch.vehicles.starship_v3.methane'?
        """#
      ]),
    BrokenScenario(
      "link that scales nothing", #"{"extends": "base.json", "links": {"x": {"scales": " , "}}}"#,
      messages: [#"s.json:1:52: links.x.scales: the link scales nothing; name an input"#]),
    BrokenScenario(
      "link that scales a link", #"{"extends": "base.json", "links": {"x": {"scales": "links.x.factor"}}}"#,
      messages: [
        #"s.json:1:52: links.x.scales: a link cannot scale 'links.x.factor'; name an input of the world"#
      ]),
    BrokenScenario(
      "link called all", #"{"extends": "base.json", "links": {"all": {"scales": "regions.*.relief"}}}"#,
      messages: [
        #"s.json:1:36: links.all: 'all' stands for all links together; choose another id"#
      ]),
    BrokenScenario(
      "link with an uncertain factor",
      #"{"extends": "base.json", "links": {"x": {"scales": "regions.*.relief", "factor": "1.1 to 1.2"}}}"#,
      messages: [
        #"s.json:1:82: links.x.factor: the factor of a link is the same in every run; write one value"#
      ]),
    BrokenScenario(
      "correlation with an input that is not there",
      #"""
      {"extends": "base.json", "correlations": {"x": {"first": "orbit.coolant", "second": "orbit.coolent", "rank": 0.5}}}
      """#,
      messages: [
        #"s.json:1:85: correlations.x.second: there is no number 'orbit.coolent'; did you mean 'orbit.coolant'?"#
      ]),
    BrokenScenario(
      "correlation with itself",
      #"{"extends": "base.json", "correlations": {"x": {"first": "orbit.life", "second": "orbit.life", "rank": 0.5}}}"#,
      messages: [
        #"s.json:1:82: correlations.x.second: an input is not paired with itself; name another"#
      ]),
    BrokenScenario(
      "correlation with what is drawn at each event",
      #"""
      {"extends": "base.json", "correlations": {"x": {"first": "orbit.life", "second": "orbit.commissioning", "rank": 0.5}}}
      """#,
      messages: [
        #"""
        s.json:1:82: correlations.x.second: 'orbit.commissioning' is drawn at each event, not once a run; \#
        name another input
        """#
      ]),
    BrokenScenario(
      "correlation with a choice",
      #"""
      {"extends": "base.json", "labs": {"openai": {"boldness_policy": {"chances": {"given": 0.5, "newsvendor": 0.5}}}},
       "correlations": {"x": {"first": "orbit.life", "second": "labs.openai.boldness_policy", "rank": 0.5}}}
      """#,
      messages: [
        #"""
        s.json:2:58: correlations.x.second: 'labs.openai.boldness_policy' is a choice of words, and only numbers are \#
        drawn together; name a number
        """#
      ]),
    BrokenScenario(
      "two correlations of the same inputs",
      #"""
      {"extends": "base.json", "correlations": {"x": {"first": "orbit.life", "second": "orbit.coolant", "rank": 0.5},
       "y": {"second": "orbit.life", "first": "orbit.coolant", "rank": 0.4}}}
      """#,
      messages: [
        #"s.json:2:2: correlations.y: 'x' is about the same two inputs; keep one of them"#
      ]),
    BrokenScenario(
      "correlations that cannot all hold",
      #"""
      {"extends": "base.json", "orbit": {"life": "3 year to 7 year", "spares": "10 % to 30 %"},
       "correlations": {"x": {"first": "orbit.life", "second": "orbit.coolant", "rank": 0.9},
       "y": {"first": "orbit.spares", "second": "orbit.coolant", "rank": 0.9},
       "z": {"first": "orbit.life", "second": "orbit.spares", "rank": -0.9}}}
      """#,
      messages: [
        #"""
        s.json:2:18: correlations: these correlations cannot all hold at once; bring them nearer to zero, or say \#
        those that are missing between inputs of one group
        """#
      ]),
    BrokenScenario(
      "shock without an input", #"{"extends": "base.json", "shocks": {"s": {"factor": 2}}}"#,
      messages: [
        #"""
        s.json:1:42: shocks.s: 'input' is missing: Dotted path of the input that it multiplies; write \#
        text in double quotes
        """#
      ]),
  ]
}
