using System.Globalization;
using System.Text;

namespace RlQuery.Studies.Distillation;

/// <summary>The weights of a gated linear network in words.</summary>
internal static class RuleWords
{
    // Relative to the largest weight: anything less seldom decides.
    private const double LeastWeight = 0.1;

    // Relative to the weight that it changes.
    private const double LeastChange = 0.25;
    private const int MostChanges = 2;

    /// <summary>Writes what the rule prefers, the largest weight first.</summary>
    /// <param name="weights">Row-major [F x (1 + G)].</param>
    /// <param name="signals">Names of the signals [F].</param>
    /// <param name="state">Names of the state values [G].</param>
    /// <returns>A line for each preference, such as <c>a low margin-rank (-1.10), less so with a high labels-per-class (+0.14)</c>.</returns>
    public static IReadOnlyList<string> Of(float[] weights, IReadOnlyList<string> signals, IReadOnlyList<string> state)
    {
        int width = 1 + state.Count;
        double largest = weights.Max(Math.Abs);
        return
        [
            .. from j in Enumerable.Range(0, signals.Count)
               let own = weights[(j * width)..((j + 1) * width)]
               where Math.Abs(own[0]) >= LeastWeight * largest && own[0] != 0
               orderby Math.Abs(own[0]) descending
               select Preference(own, signals[j], state, LeastWeight * largest),
        ];
    }

    private static string Preference(float[] own, string signal, IReadOnlyList<string> state, double least)
    {
        var text = new StringBuilder($"a {(own[0] < 0 ? "low" : "high")} {signal} ({Signed(own[0])})");
        IEnumerable<int> changes = Enumerable.Range(0, state.Count)
            .Where(k => Math.Abs(own[1 + k]) >= Math.Max(LeastChange * Math.Abs(own[0]), least / 2))
            .OrderByDescending(k => Math.Abs(own[1 + k])).Take(MostChanges);
        foreach (int k in changes)
        {
            float change = own[1 + k];
            string how = Math.Sign(change) == Math.Sign(own[0]) ? "more so" : Math.Abs(change) > Math.Abs(own[0]) ? "the other way round" : "less so";
            text.Append(CultureInfo.InvariantCulture, $", {how} with a high {state[k]} ({Signed(change)})");
        }
        return text.ToString();
    }

    private static string Signed(float value) => value.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);
}
