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

    private static readonly Dictionary<string, (string Low, string High)> Words = new()
    {
        ["least-confidence"] = ("the model is sure of it", "the model is unsure of its class"),
        ["margin"] = ("the model wavers between two classes", "the model sees one class clearly"),
        ["margin-rank"] = ("the model wavers between two classes", "the model sees one class clearly"),
        ["entropy"] = ("the model is sure of it", "the model spreads over the classes"),
        ["vote-entropy"] = ("models of parts of the labels agree on it", "models of parts of the labels vote for different classes"),
        ["kl-disagreement"] = ("models of parts of the labels agree on it", "one model of a part of the labels contradicts the others"),
        ["mutual-information"] = ("models of parts of the labels agree on it", "models of parts of the labels are sure of different classes"),
        ["leverage"] = ("its label would move the model little", "its label could move the model far"),
        ["expected-gradient-length"] = ("its label is expected to change the model little", "its label is expected to change the model much"),
        ["expected-error-reduction"] = ("its label is expected to settle few other rows", "its label is expected to settle other rows"),
        ["labelled-distance"] = ("near a label", "far from every label"),
        ["coverage"] = ("nearer to a label than others", "farther from every label than others"),
        ["density"] = ("few rows are like it", "many rows are like it"),
        ["information-density"] = ("the model is sure of it or few rows are like it", "uncertain and like many rows"),
        ["neighbour-entropy"] = ("the rows around it are clear", "the rows around it are uncertain too"),
        ["labelled-neighbours"] = ("few labels near", "labels near"),
        ["neighbour-disagreement"] = ("the rows around it are predicted to be of its class", "the rows around it are predicted to be of other classes"),
        ["rarity"] = ("predicted to be of a class with many labels", "predicted to be of a class with few labels"),
        ["expected-rarity"] = ("probably of a class with many labels", "probably of a class with few labels"),
        ["class-distance"] = ("a label of the class that is predicted is near", "labels of other classes are nearer than any of the class that is predicted"),
        ["facility-gain"] = ("it stands for few rows that are far from labels", "it stands for many rows that are far from labels"),
        ["outlierness"] = ("in the midst of rows like it", "apart from other rows"),
        ["variance-reduction"] = ("its label would settle few predictions", "its label would settle many predictions"),
        ["expected-brier-reduction"] = ("its label is expected to improve few predictions", "its label is expected to improve many predictions"),
        ["expected-log-loss-reduction"] = ("its label is expected to make few predictions surer", "its label is expected to make many predictions surer"),
        ["posterior-variance"] = ("the model is sure of its number", "the model is unsure of its number"),
        ["qbc-variance"] = ("models of parts of the labels agree on its number", "models of parts of the labels differ over its number"),
        ["expected-model-change"] = ("its label is expected to move the model little", "its label is expected to move the model far"),
        ["greedy-output"] = ("its number is like one that is known", "its number is unlike all that are known"),
        ["greedy-input-output"] = ("like a row whose number is known", "unlike all rows whose numbers are known"),
        ["max-entropy"] = ("the model is sure of each of its classes", "the model is unsure of one of its classes"),
        ["binary-minimization"] = ("the model wavers over one of its classes", "the model is clear about each of its classes"),
        ["mmc"] = ("its label is expected to tell little beyond the likeliest set", "its label is expected to tell much beyond the likeliest set"),
    };

    // Without any labels, distances are to the rows chosen before, and the first row is chosen for its similarity to others.
    private static readonly Dictionary<string, (string Low, string High)> WordsOfLater = new()
    {
        ["coverage"] = ("nearer to a row above than others", "farther from the rows above than others"),
    };

    private static readonly Dictionary<string, (string Low, string High)> WordsOfFirst = new() { ["coverage"] = Words["density"] };

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

    private static string WordsOf(ISignal signal, bool high, Dictionary<string, (string Low, string High)>? special) =>
        (special?.TryGetValue(signal.Name, out (string Low, string High) words) ?? false) || Words.TryGetValue(signal.Name, out words)
        ? high ? words.High : words.Low
        : $"{signal.Name} is {(high ? "high" : "low")}";
}
