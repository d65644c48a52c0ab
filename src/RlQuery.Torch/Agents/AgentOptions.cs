using System.Globalization;
using RlQuery.Core;
using RlQuery.Core.Policies;
using RlQuery.Core.Signals;
using RlQuery.Core.Tasks.Classification;

namespace RlQuery.Torch.Agents;

/// <summary>Settings that every agent has.</summary>
public abstract record AgentOptions
{
    /// <summary>Widths of the hidden layers.</summary>
    /// <value>
    /// Widths of 1..1024, at most four. Default: none, a gated linear network; of imitation 64, 64. Imitation has at least one, and evolution none.
    /// </value>
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    /// <summary>Step size: of Adam, or of a gradient whose elements have unit variance under noise.</summary>
    /// <value>0.000001..1. Default: 0.001; of deep Q-learning 0.0003, of policy gradient 0.08, of evolution 0.02.</value>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Share of the candidates, the best by <see cref="ShortlistSignal"/>, among which the agent chooses, in training and in use.</summary>
    /// <value>More than 0, at most 1. Default: 0.25.</value>
    public double ShortlistShare { get; init; } = 0.25;

    /// <summary>Share with many labels: with n labels of K classes it is <see cref="ShortlistShare"/> K/n, never less than this.</summary>
    /// <value>More than 0, at most 1. Default: null; then the share stays.</value>
    public double? ShortlistFloor { get; init; }

    /// <summary>Signal that ranks for the shortlist.</summary>
    /// <value>Default: null; then the task's, <c>margin</c> in classification.</value>
    public string? ShortlistSignal { get; init; }

    /// <summary>In use, a score must be better by this many standard deviations of the scores to replace the shortlist signal's own choice.</summary>
    /// <value>0..10. Default: 0.</value>
    public double Threshold { get; init; }

    /// <summary>Rounds between two validations; the best validated policy is kept.</summary>
    /// <value>0..100000. Default: 10. 0, never: the last policy is kept.</value>
    public int ValidateEvery { get; init; } = 10;

    /// <summary>Splits of each validation set.</summary>
    /// <value>1..10000. Default: 10.</value>
    public int ValidationRepeats { get; init; } = 10;

    /// <summary>Problems of each validation where the environment names no validation sets: drawn like those of training, and not played there.</summary>
    /// <value>2..100000. Default: 200.</value>
    public int ValidationProblems { get; init; } = 200;

    /// <summary>Training ends early after this many validations without improvement.</summary>
    /// <value>0..100000. Default: 0, never.</value>
    public int Patience { get; init; }

    /// <summary>Name of the signal that ranks for the shortlist.</summary>
    internal string RankingSignal => ShortlistSignal ?? ClassificationTask.Instance.Uncertainty;

    /// <summary>The selector of these settings.</summary>
    /// <param name="parts">Where its signal is found.</param>
    internal Selector SelectorIn(Parts parts) => new(ShortlistShare, parts.Find<ISignal>(RankingSignal), Threshold, ShortlistFloor);

    /// <summary>The unknown names in the settings, one line each.</summary>
    /// <param name="parts">Where it should be found.</param>
    internal IEnumerable<string> UnknownNames(Parts parts) => ShortlistSignal is null || parts.TryFind<ISignal>(ShortlistSignal) is not null
        ? []
        : [$"shortlistSignal: '{ShortlistSignal}' is unknown; use {string.Join(", ", parts.All<ISignal>().Select(signal => signal.Name))}"];

    /// <summary>Everything that is not allowed, a line each.</summary>
    public virtual IEnumerable<string> Faults()
    {
        foreach (string fault in NetworkFaults())
        {
            yield return fault;
        }
        foreach (string? fault in new[]
        {
            Range("learningRate", LearningRate, 1e-6, 1), Range("shortlistShare", ShortlistShare, 1e-6, 1),
            Range("shortlistFloor", ShortlistFloor ?? 1, 1e-6, 1), Range("threshold", Threshold, 0, 10),
            Range("validateEvery", ValidateEvery, 0, 100_000), Range("validationRepeats", ValidationRepeats, 1, 10_000),
            Range("validationProblems", ValidationProblems, 2, 100_000),
            Range("patience", Patience, 0, 100_000),
        })
        {
            if (fault is not null)
            {
                yield return fault;
            }
        }
    }

    /// <summary>What is wrong with the network and its initial weights, one line each.</summary>
    private protected virtual IEnumerable<string> NetworkFaults() => Hidden.Count is 0 or > 4 || Hidden.Any(width => width is < 1 or > 1024)
        ? [$"hidden: [{string.Join(", ", Hidden)}] is not allowed; use one to four widths of 1..1024"]
        : [];

    /// <summary>A fault if a value is out of its range, else null.</summary>
    private protected static string? Range(string name, double value, double low, double high) =>
        value >= low && value <= high
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{name}: {value} is not allowed; use {low}..{high}");

    /// <summary>A fault if so many of so many rows are more than an array holds for every signal there is, else null.</summary>
    private protected static string? Product(string name, int value, string factorName, int factor) =>
        (long)value * factor <= 100_000_000
            ? null
            : $"{name}: {value} with {factorName} {factor} is not allowed; use a product of at most 100000000";
}
