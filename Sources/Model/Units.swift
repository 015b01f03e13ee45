import ScenarioFormat

// The units in which the model reads its inputs. A type names a unit; its dimension follows from the text.

public enum One: PhysicalUnit { public static let symbol = "" }
public enum Day: PhysicalUnit { public static let symbol = "day" }
public enum Month: PhysicalUnit { public static let symbol = "month" }
public enum Year: PhysicalUnit { public static let symbol = "year" }
public enum PerYear: PhysicalUnit { public static let symbol = "/year" }
public enum PerRootYear: PhysicalUnit { public static let symbol = "/sqrt(year)" }
public enum Tonne: PhysicalUnit { public static let symbol = "t" }
public enum TonnePerFlight: PhysicalUnit { public static let symbol = "t/flight" }
public enum TonnePerDay: PhysicalUnit { public static let symbol = "t/day" }
public enum KilowattPerPackage: PhysicalUnit { public static let symbol = "kW/package" }
public enum KilowattPerSatellite: PhysicalUnit { public static let symbol = "kW/satellite" }
public enum Megawatt: PhysicalUnit { public static let symbol = "MW" }
public enum Gigawatt: PhysicalUnit { public static let symbol = "GW" }
public enum GigawattPerYear: PhysicalUnit { public static let symbol = "GW/year" }
public enum TerawattHourPerYear: PhysicalUnit { public static let symbol = "TWh/year" }
public enum WattPerKilogram: PhysicalUnit { public static let symbol = "W/kg" }
public enum KilogramPerKilowatt: PhysicalUnit { public static let symbol = "kg/kW" }
public enum KilogramPerSquareMetre: PhysicalUnit { public static let symbol = "kg/m2" }
public enum WattPerSquareMetre: PhysicalUnit { public static let symbol = "W/m2" }
public enum Kelvin: PhysicalUnit { public static let symbol = "K" }
public enum WaferPerMonth: PhysicalUnit { public static let symbol = "kwafer/month" }
public enum SquareMillimetre: PhysicalUnit { public static let symbol = "mm2" }
public enum DefectPerSquareCentimetre: PhysicalUnit { public static let symbol = "defect/cm2" }
public enum GigabytePerPackage: PhysicalUnit { public static let symbol = "GB/package" }
public enum GigabytePerWafer: PhysicalUnit { public static let symbol = "GB/wafer" }
public enum USDPerGigabyte: PhysicalUnit { public static let symbol = "USD/GB" }
public enum USDPerKilogram: PhysicalUnit { public static let symbol = "USD/kg" }
public enum BillionUSD: PhysicalUnit { public static let symbol = "billion USD" }
public enum BillionUSDPerYear: PhysicalUnit { public static let symbol = "billion USD/year" }
public enum BillionUSDPerWaferRate: PhysicalUnit {
  public static let symbol = "billion USD/(kwafer/month)"
}
public enum MillionUSDPerMegawatt: PhysicalUnit { public static let symbol = "million USD/MW" }
public enum MillionUSDPerTool: PhysicalUnit { public static let symbol = "million USD/tool" }
public enum MillionUSDPerShip: PhysicalUnit { public static let symbol = "million USD/ship" }
public enum MillionUSDPerBooster: PhysicalUnit { public static let symbol = "million USD/booster" }
public enum MillionUSDPerFlight: PhysicalUnit { public static let symbol = "million USD/flight" }
public enum USDPerKilowatt: PhysicalUnit { public static let symbol = "USD/kW" }
public enum USDPerWatt: PhysicalUnit { public static let symbol = "USD/W" }
public enum USDPerMegawattHour: PhysicalUnit { public static let symbol = "USD/MWh" }
public enum USDPerTonne: PhysicalUnit { public static let symbol = "USD/t" }
public enum USDPerComputeHour: PhysicalUnit { public static let symbol = "USD/(H100e*h)" }
public enum ThousandUSDPerWafer: PhysicalUnit { public static let symbol = "thousand USD/wafer" }
public enum ThousandUSDPerPackage: PhysicalUnit { public static let symbol = "thousand USD/package" }
public enum ComputePerPackage: PhysicalUnit { public static let symbol = "H100e/package" }
public enum ThousandCompute: PhysicalUnit { public static let symbol = "thousand H100e" }
public enum ThousandComputePerMonth: PhysicalUnit { public static let symbol = "thousand H100e/month" }
