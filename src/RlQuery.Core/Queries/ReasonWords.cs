using RlQuery.Core.Signals;

namespace RlQuery.Core.Queries;

/// <summary>Why a row was chosen, in words, from the signals that spoke for it.</summary>
/// <remarks>
/// A signal speaks for a row by its <see cref="Attribution"/>. The words say whether its value is above or below the mean of all candidates, which is the
/// baseline of the contribution. The three strongest signals are named, the strongest first, unless one is weaker than a tenth of the first.
/// </remarks>
internal static class ReasonWords
{
    private const int Most = 3;
    private const float Weakest = 0.1f;

    // Without any labels, distances are to the rows chosen before, and the first row is chosen for its similarity to others.
    private static readonly Dictionary<string, (string Low, string High)> WordsOfLater = new()
    {
        ["coverage"] = ("nearer to a row above than others", "farther from the rows above than others"),
    };

    private static readonly Dictionary<string, (string Low, string High)> WordsOfFirst = new() { ["coverage"] = new DensitySignal().Reasons };

    /// <summary>The reason of a choice.</summary>
    /// <param name="signals">The strategy's signals.</param>
    /// <param name="values">The row's value of each.</param>
    /// <param name="means">The mean of each over all candidates.</param>
    /// <param name="contributions">How much of the score is due to each; see <see cref="Attribution"/>.</param>
    /// <param name="before">Number of rows chosen before it where no row has a label; null where one has.</param>
    /// <returns>Clauses between semicolons, without a full stop.</returns>
    public static string Of(
        IReadOnlyList<ISignal> signals, ReadOnlySpan<float> values, ReadOnlySpan<float> means, ReadOnlySpan<float> contributions, int? before = null)
    {
        if (signals.Count == 0)
        {
            return "drawn at random";
        }
        float[] spoken = [.. contributions];
        bool[] above = new bool[spoken.Length];
        for (int i = 0; i < above.Length; i++)
        {
            above[i] = values[i] > means[i];
        }
        Dictionary<string, (string Low, string High)>? special = before switch { null => null, 0 => WordsOfFirst, _ => WordsOfLater };
        float strongest = spoken.Max();
        // Equal words of two signals are said once.
        string[] clauses =
        [
            .. Enumerable.Range(0, spoken.Length).Where(i => spoken[i] > 0 && spoken[i] >= Weakest * strongest).OrderByDescending(i => spoken[i])
                .Select(i => WordsOf(signals[i], above[i], special)).Distinct().Take(Most),
        ];
        return clauses.Length > 0 ? string.Join("; ", clauses) : "the best that is left, though no signal by itself sets it apart";
    }

    private static string WordsOf(ISignal signal, bool high, Dictionary<string, (string Low, string High)>? special)
    {
        (string Low, string High) words = special?.GetValueOrDefault(signal.Name, signal.Reasons) ?? signal.Reasons;
        return high ? words.High : words.Low;
    }
}
