using RlQuery.Core.Numerics;
using RlQuery.Core.Statistics.Credibility;

namespace RlQuery.Core.Tests.Statistics.Credibility;

/// <summary>Votes of annotators whose errors are known, of items whose classes are known.</summary>
internal sealed class SimulatedVotes
{
    /// <summary>Draws them.</summary>
    /// <param name="items">Number of items.</param>
    /// <param name="classes">Number of classes; their shares fall from the first on.</param>
    /// <param name="right">The probability that an annotator is right, of each; a wrong one says the next class twice as often as any other.</param>
    /// <param name="share">The share of the items that an annotator sees.</param>
    /// <param name="seed">Seed of all draws.</param>
    public SimulatedVotes(int items, int classes, double[] right, double share, ulong seed)
    {
        var draws = new Pcg64(seed, "votes");
        Truth = [.. Enumerable.Range(0, items).Select(_ => Math.Min(draws.NextInt(classes), draws.NextInt(classes)))];
        var votes = new List<Vote>();
        for (int item = 0; item < items; item++)
        {
            for (int annotator = 0; annotator < right.Length; annotator++)
            {
                if (draws.NextDouble() < share)
                {
                    int miss = 1 + Math.Max(0, draws.NextInt(classes) - 1);
                    votes.Add(new Vote(item, annotator, draws.NextDouble() < right[annotator] ? Truth[item] : (Truth[item] + miss) % classes));
                }
            }
        }
        All = votes;
        Votes = new Votes(items, right.Length, classes, votes);
    }

    public int[] Truth { get; }

    public IReadOnlyList<Vote> All { get; }

    public Votes Votes { get; }

    /// <summary>The share of items whose most frequent vote is right; of several the lowest.</summary>
    public double MajorityAccuracy => ShareRight(item => All.Where(vote => vote.Item == item).GroupBy(vote => vote.Label)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key).Select(group => group.Key).FirstOrDefault());

    /// <summary>The share of items of which a label is right.</summary>
    public double ShareRight(Func<int, int> label) => Truth.Where((truth, item) => label(item) == truth).Count() / (double)Truth.Length;
}
