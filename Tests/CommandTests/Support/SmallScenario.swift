/// A scenario with one or two of everything, stable while the shipped scenarios are tuned.
enum SmallScenario {
  static let text = #"""
    {
      "name": "small",
      "summary": "A small world for tests.",
      "start": "2026-01-01",
      "end": "2036-01-01",
      "lithography": {
        "capacity": {"2025-07": "48 tools/year", "2030-07": "115 tools/year"},
        "passes_per_tool_year": "0.55 million passes/year",
        "order_to_delivery": "18 month"
      },
      "processes": {
        "n5": {"kind": "logic", "cycle_time": "100 day", "wafer_price": "16 thousand USD"},
        "n3": {"kind": "logic", "cycle_time": "100 day", "wafer_price": "23 thousand USD"},
        "dram": {"kind": "dram", "cycle_time": "80 day", "wafer_price": "3.2 thousand USD"},
        "dram_china": {"kind": "dram", "cycle_time": "95 day", "wafer_price": "3.4 thousand USD"},
        "cowos": {"kind": "packaging", "cycle_time": "38 day", "wafer_price": "9 thousand USD"}
      },
      "fabs": {
        "tsmc_n5": {"process": "n5", "capacity": "150 kwafer/month"},
        "tsmc_n3": {"process": "n3", "capacity": "120 kwafer/month"},
        "sk_hynix": {"process": "dram", "capacity": "480 kwafer/month"},
        "tsmc_cowos": {"process": "cowos", "capacity": "75 kwafer/month"}
      },
      "memory": {
        "hbm_share": {"sk_hynix": 0.34},
        "hbm_share_limit": {"sk_hynix": 0.6},
        "hbm_per_wafer": "800 GB",
        "trade_ratio": 3,
        "hbm_cycle_time": "7 month",
        "hbm_price": "12 USD/GB",
        "dram_price": "1.5 USD/Gb"
      },
      "vendors": {"nvidia": {"opening_rate": "1150 thousand H100e/month"}},
      "accelerators": {
        "installed_base": {
          "vendor": "nvidia", "release": "2023-01", "performance": "1 H100e", "power": "1.05 kW",
          "price": "17.1 thousand USD", "memory": "dram", "hbm": "110 GB", "dram": "150 GB",
          "packaging": "cowos", "packages_per_wafer": 29,
          "dies": {"compute": {"process": "n5", "count": 1, "area": "814 mm2"}}
        },
        "b300": {
          "vendor": "nvidia", "release": "2025-08", "performance": "2.53 H100e", "power": "2.217 kW",
          "price": "37 thousand USD", "memory": "dram", "hbm": "288 GB", "dram": "250 GB",
          "packaging": "cowos", "packages_per_wafer": 15,
          "dies": {"compute": {"process": "n5", "count": 2, "area": "814 mm2"}}
        },
        "rubin": {
          "vendor": "nvidia", "release": "2026-09", "performance": "8.4 H100e", "power": "2.9 kW",
          "price": "55 thousand USD", "memory": "dram", "hbm": "288 GB", "dram": "320 GB",
          "packaging": "cowos", "packages_per_wafer": 9,
          "dies": {"compute": {"process": "n3", "count": 2, "area": "800 mm2"}}
        }
      },
      "installed_base": "installed_base",
      "regions": {
        "us": {
          "headroom": "16 GW", "headroom_growth": {"2045": "10 GW/year"}, "electricity": "4430 TWh/year",
          "price": "63 USD/MWh", "technologies": {"grid": 1}
        },
        "europe": {
          "headroom": "6 GW", "headroom_growth": {"2045": "3 GW/year"}, "electricity": "3950 TWh/year",
          "price": "100 USD/MWh", "technologies": {"grid": 1}
        }
      },
      "power_technologies": {
        "grid": {
          "permit": {"p10": "2.5 month", "p90": "58 month"}, "build": {"p10": "4 month", "p90": "36 month"},
          "capex": "500 USD/kW", "energy_cost": "5 USD/MWh"
        }
      },
      "datacenters": {
        "shell": {"p10": "0.8 year", "p90": "3 year"},
        "shell_cost": "13 million USD/MW",
        "facility_to_it": 1.2
      },
      "launch": {
        "families": {
          "starship": {"other_payloads": {"2026": "5 launch/year", "2030": "80 launch/year"}, "opening_flights": 11}
        },
        "vehicles": {
          "starship_v3": {
            "family": "starship", "available": "2026-09", "payload": "30 t", "build_rate": "6 ship/year", "flights_per_ship": 3,
            "turnaround": "60 day", "turnaround_floor": "10 day"
          }
        },
        "sites": {
          "starbase": {
            "family": "starship", "pads": 2, "licences": "25 launch/year", "oxygen_supply": "450 t/day", "methane_supply": "180 t/day"
          }
        }
      },
      "orbit": {
        "first_launch": "2028-06",
        "power": "100 kW",
        "specific_power": {"2040": "72 W/kg"},
        "bus_cost": "22 USD/W",
        "bus_learning": "12 %",
        "factory": {"2045": "70 GW/year"},
        "sunlit": "98 %",
        "degradation": "2.5 %/year",
        "availability": "95 %",
        "spares": "20 %",
        "chip_failure": "6 %/year",
        "failure_multiplier": 1.5,
        "life": "5 year",
        "cost_of_capital": {"2036": "10.8 %/year"}
      },
      "labs": {
        "openai": {
          "compute": "1743 thousand H100e", "regions": {"us": 1}, "revenue": "20 billion USD/year",
          "cash": "38 billion USD", "demand_growth": {"2040": "0.11 /year"}, "boldness": "0.4 to 0.6",
          "vendors": {"nvidia": 1}
        },
        "anthropic": {
          "compute": "1190 thousand H100e", "regions": {"us": 1}, "revenue": "9 billion USD/year",
          "cash": "15 billion USD", "demand_growth": {"2040": "0.18 /year"}, "boldness": 0.6,
          "vendors": {"nvidia": 1}
        }
      },
      "market": {"spot_price": "2.2 USD/(H100e*h)", "contract_price": "1.45 USD/(H100e*h)"}
    }
    """#
}
