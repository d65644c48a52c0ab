using System.Globalization;

namespace RlQuery.Core.Policies;

/// <summary>A value of a table that lies far outside what a policy was trained on.</summary>
/// <param name="Range">Where it lay in training.</param>
/// <param name="Value">The value.</param>
public sealed record RangeAlarm(ValueRange Range, double Value)
{
    /// <summary>How far it lies outside; see <see cref="ValueRange.Distance"/>.</summary>
    public double Distance => Range.Distance(Value);

    /// <summary>One line that names the value and its range.</summary>
    /// <param name="policy">Name of the policy.</param>
    public string Line(string policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"{policy} is out of its range on this table: {Range.Words} is {Value:G3}, and was {Range.Low:G3} to {Range.High:G3} in training");
}
