using System.Globalization;
using ScottPlot.TickGenerators;

namespace RlQuery.Reports;

/// <summary>Ticks at round numbers, all with the same number of decimals.</summary>
internal static class TickScale
{
    private static readonly double[] Steps = [1, 2, 2.5, 5, 10];

    /// <summary>Ticks within a range.</summary>
    /// <param name="minimum">Start of the axis.</param>
    /// <param name="maximum">End of the axis, above its start.</param>
    /// <param name="atMost">Largest number of intervals.</param>
    public static NumericManual Create(double minimum, double maximum, int atMost)
    {
        var ticks = new NumericManual();
        foreach ((double place, string label) in Places(minimum, maximum, atMost))
        {
            ticks.AddMajor(place, label);
        }
        return ticks;
    }

    /// <summary>The same ticks for axes that are not ScottPlot's.</summary>
    /// <param name="minimum">Start of the axis.</param>
    /// <param name="maximum">End of the axis, above its start.</param>
    /// <param name="atMost">Largest number of intervals.</param>
    public static IEnumerable<(double Place, string Label)> Places(double minimum, double maximum, int atMost)
    {
        (double step, int decimals) = RoundStep((maximum - minimum) / atMost);
        string format = maximum >= 10_000 && decimals == 0 ? "#,0" : "F" + decimals;
        for (double k = Math.Ceiling((minimum / step) - 1e-9); k * step <= maximum + (step * 1e-9); k++)
        {
            // Adding zero turns -0 into 0.
            yield return (k * step, ((k * step) + 0.0).ToString(format, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>
    /// Ticks at 1, 2 and 5 times the powers of ten on an axis of decimal logarithms; at the powers alone where it spans more than two of them.
    /// </summary>
    /// <param name="minimum">Logarithm at the start of the axis.</param>
    /// <param name="maximum">Logarithm at its end.</param>
    public static NumericManual CreateLog(double minimum, double maximum)
    {
        double[] multiples = maximum - minimum > 2 ? [1] : [1, 2, 5];
        var ticks = new NumericManual();
        for (int power = (int)Math.Floor(minimum); power <= maximum; power++)
        {
            foreach (double multiple in multiples)
            {
                double value = multiple * Math.Pow(10, power);
                double place = Math.Log10(value);
                if (place >= minimum - 1e-9 && place <= maximum + 1e-9)
                {
                    ticks.AddMajor(place, value.ToString("#,0.##########", CultureInfo.InvariantCulture));
                }
            }
        }
        return ticks;
    }

    private static (double Step, int Decimals) RoundStep(double least)
    {
        int exponent = (int)Math.Floor(Math.Log10(least));
        double step = Steps.First(candidate => candidate * Math.Pow(10, exponent) >= least * (1 - 1e-9));
        int decimals = Math.Max(0, -exponent + (step == 2.5 ? 1 : step == 10 ? -1 : 0));
        return (step * Math.Pow(10, exponent), decimals);
    }
}
