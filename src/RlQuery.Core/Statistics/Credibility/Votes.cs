namespace RlQuery.Core.Statistics.Credibility;

/// <summary>What annotators said of items, any number of times each, and what is known for certain.</summary>
public sealed class Votes
{
    private readonly Vote[] _all;
    private readonly int[] _known;

    /// <summary>Takes in votes.</summary>
    /// <param name="items">Number of items, at least 1.</param>
    /// <param name="annotators">Number of annotators, at least 1.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="votes">The votes; their order changes nothing.</param>
    /// <param name="known">The true class of some items, such as those that a reviewer decided; none where null.</param>
    /// <exception cref="InvalidInputException">A number is out of its range.</exception>
    public Votes(int items, int annotators, int classes, IEnumerable<Vote> votes, IReadOnlyDictionary<int, int>? known = null)
    {
        RequireAtLeast("items", items, 1);
        RequireAtLeast("annotators", annotators, 1);
        RequireAtLeast("classes", classes, 2);
        Items = items;
        Annotators = annotators;
        Classes = classes;
        _all = [.. votes.OrderBy(vote => vote.Item).ThenBy(vote => vote.Annotator).ThenBy(vote => vote.Label)];
        foreach (Vote vote in _all)
        {
            RequireBelow("item of a vote", vote.Item, items);
            RequireBelow("annotator of a vote", vote.Annotator, annotators);
            RequireBelow("label of a vote", vote.Label, classes);
        }
        _known = new int[items];
        Array.Fill(_known, -1);
        foreach ((int item, int label) in known ?? new Dictionary<int, int>())
        {
            RequireBelow("item that is known", item, items);
            RequireBelow("label that is known", label, classes);
            _known[item] = label;
        }
    }

    /// <summary>Number of items.</summary>
    public int Items { get; }

    /// <summary>Number of annotators.</summary>
    public int Annotators { get; }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>All votes, item by item.</summary>
    public ReadOnlySpan<Vote> All => _all;

    /// <summary>The true class of an item; null where it is not known.</summary>
    /// <param name="item">The item.</param>
    public int? Known(int item) => _known[item] >= 0 ? _known[item] : null;

    /// <summary>The share of an item's votes for each class: what is known as one, all classes alike where nothing was said.</summary>
    /// <param name="shares">Receives them [items x classes].</param>
    internal void FillShares(Span<double> shares)
    {
        shares.Clear();
        foreach (Vote vote in _all)
        {
            shares[(vote.Item * Classes) + vote.Label]++;
        }
        for (int item = 0; item < Items; item++)
        {
            Span<double> own = shares.Slice(item * Classes, Classes);
            double total = 0;
            foreach (double count in own)
            {
                total += count;
            }
            if (_known[item] >= 0)
            {
                own.Clear();
                own[_known[item]] = 1;
            }
            else if (total == 0)
            {
                own.Fill(1.0 / Classes);
            }
            else
            {
                Scale(own, 1 / total);
            }
        }
    }

    /// <summary>Makes logarithms of joint probabilities into a distribution over the classes, or one that is certain where the class is known.</summary>
    /// <param name="item">The item.</param>
    /// <param name="logs">Logarithms up to a constant; receives the distribution [classes].</param>
    /// <returns>The logarithm of their sum, or that of the known class.</returns>
    internal double Normalise(int item, Span<double> logs)
    {
        if (_known[item] >= 0)
        {
            double own = logs[_known[item]];
            logs.Clear();
            logs[_known[item]] = 1;
            return own;
        }
        double largest = double.NegativeInfinity;
        foreach (double log in logs)
        {
            largest = Math.Max(largest, log);
        }
        double total = 0;
        for (int k = 0; k < logs.Length; k++)
        {
            logs[k] = Math.Exp(logs[k] - largest);
            total += logs[k];
        }
        Scale(logs, 1 / total);
        return largest + Math.Log(total);
    }

    private static void Scale(Span<double> values, double factor)
    {
        for (int k = 0; k < values.Length; k++)
        {
            values[k] *= factor;
        }
    }

    private static void RequireAtLeast(string name, int value, int least)
    {
        if (value < least)
        {
            throw new InvalidInputException($"{name}: {value} is not allowed; use at least {least}");
        }
    }

    private static void RequireBelow(string name, int value, int end)
    {
        if (value < 0 || value >= end)
        {
            throw new InvalidInputException($"{name}: {value} is not allowed; use 0..{end - 1}");
        }
    }
}
