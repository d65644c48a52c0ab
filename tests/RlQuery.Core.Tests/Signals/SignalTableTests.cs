using RlQuery.Core.Signals;
using RlQuery.Core.Tests.Support;

namespace RlQuery.Core.Tests.Signals;

/// <summary>The table of signals for users, beside their code.</summary>
public sealed class SignalTableTests
{
    private static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "src", "RlQuery.Core", "Signals", "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ")),
    ];

    [Fact]
    public void Every_signal_has_its_row_in_the_order_of_the_catalog() =>
        Assert.Equal(Known.Parts.All<ISignal>().Select(signal => $"`{signal.Name}`"), Rows.Select(row => row[0]));

    [Fact]
    public void Sign_and_range_are_those_of_the_code()
    {
        foreach ((ISignal signal, string[] row) in Known.Parts.All<ISignal>().Zip(Rows))
        {
            Assert.Equal(signal.Preference == Preference.Highest ? "highest" : "lowest", row[1]);
            Assert.EndsWith($"; in {row[2]}", signal.Description, StringComparison.Ordinal);
            Assert.Equal(5, row.Length);
        }
    }
}
