using System.Globalization;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Labelling;

/// <summary>The rows that could have been asked for, with the probability of each (its propensity): what makes a session an experiment.</summary>
/// <remarks>
/// An epsilon-greedy choice: with probability 1 - epsilon the strategy's best row, else one of all, by lot. Every row has a known positive probability, without
/// which no other policy can be estimated: M. Dudík, J. Langford and L. Li, "Doubly Robust Policy Evaluation and Learning" (2011), section 2.
/// </remarks>
public sealed class ChoiceSet : IEquatable<ChoiceSet>
{
    /// <summary>Most rows of a set: as many that the strategy scores best, and as many drawn at random from all others, as half of it.</summary>
    public const int MostRows = 16;

    private const double Tolerance = 1e-9;

    private ChoiceSet(int[] rows, double[] probabilities) => (Rows, Probabilities) = (rows, probabilities);

    /// <summary>Rows of the table, ascending.</summary>
    public IReadOnlyList<int> Rows { get; }

    /// <summary>The probability of each, in (0, 1]; their sum is 1.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>An epsilon-greedy choice among rows.</summary>
    /// <param name="rows">Distinct rows of the table; the strategy's best first.</param>
    /// <param name="epsilon">Probability of a row by lot, in (0, 1].</param>
    public static ChoiceSet Soften(IReadOnlyList<int> rows, double epsilon)
    {
        int[] ascending = [.. rows.Order()];
        return new ChoiceSet(ascending, [.. ascending.Select(row => (epsilon / rows.Count) + (row == rows[0] ? 1 - epsilon : 0))]);
    }

    /// <summary>The place of a row; negative where it is none of them.</summary>
    /// <param name="row">A row of the table.</param>
    public int PlaceOf(int row) => Array.BinarySearch((int[])Rows, row);

    /// <summary>Draws one of the rows.</summary>
    /// <param name="lots">The generator.</param>
    public int Draw(Pcg64 lots)
    {
        double left = lots.NextDouble();
        int place = 0;
        while (place < Rows.Count - 1 && left >= Probabilities[place])
        {
            left -= Probabilities[place++];
        }
        return Rows[place];
    }

    /// <summary>The text form of a session file, such as <c>3=0.9 17=0.1</c>.</summary>
    public string ToText() => string.Join(' ', Rows.Zip(Probabilities, (row, probability) => FormattableString.Invariant($"{row}={probability:R}")));

    /// <summary>Reads the text form.</summary>
    /// <param name="text">What <see cref="ToText"/> gave.</param>
    /// <returns>Null where it is anything else: rows that do not ascend, or probabilities that are not positive or do not add up to 1.</returns>
    public static ChoiceSet? Parse(string text)
    {
        string[] entries = text.Split(' ');
        int[] rows = new int[entries.Length];
        double[] probabilities = new double[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            string[] parts = entries[i].Split('=');
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out rows[i])
                || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out probabilities[i])
                || !(probabilities[i] > 0) || (i > 0 && rows[i] <= rows[i - 1]))
            {
                return null;
            }
        }
        return Math.Abs(probabilities.Sum() - 1) <= Tolerance ? new ChoiceSet(rows, probabilities) : null;
    }

    /// <inheritdoc/>
    public bool Equals(ChoiceSet? other) => other is not null && Rows.SequenceEqual(other.Rows) && Probabilities.SequenceEqual(other.Probabilities);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ChoiceSet);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Rows.Count, Rows[0], Probabilities[0]);
}
