using RlQuery.Core.Data;

namespace RlQuery.Core.Streams.Sources;

/// <summary>The labelled rows of a table, in their own order.</summary>
/// <remarks>
/// A number becomes one of two classes: whether it is above the mean of the numbers before it, as the price in M. Harries, "SPLICE-2 Comparative Evaluation:
/// Electricity Pricing" (1999).
/// </remarks>
public sealed class TableSource : IStreamSource
{
    // As many as the half-hours of a day, over which Harries takes the mean.
    private const int NumbersBefore = 48;

    private readonly Dataset _data;
    private readonly int[] _rows;
    private readonly int[] _labels;

    /// <summary>Takes a table.</summary>
    /// <param name="data">Its target is a class or a number.</param>
    /// <exception cref="InvalidInputException">No two classes have a labelled row, or the target is neither.</exception>
    public TableSource(Dataset data)
    {
        _data = data;
        int[] labelled = [.. Enumerable.Range(0, data.Rows).Where(data.HasTarget)];
        (_rows, _labels) = data.Kind switch
        {
            TargetKind.Class => (labelled, [.. labelled.Select(row => data.Labels[row])]),
            TargetKind.Number => (labelled[Math.Min(1, labelled.Length)..], Above([.. labelled.Select(row => data.Targets[row])])),
            _ => throw new InvalidInputException($"data: {data.Name} has neither classes nor numbers as answers; a stream needs one of them"),
        };
        Classes = data.Kind == TargetKind.Class ? data.Classes : 2;
        if (_labels.Distinct().Take(2).Count() < 2)
        {
            throw new InvalidInputException($"data: {data.Name} has labelled rows of fewer than two classes; a stream needs two");
        }
    }

    /// <inheritdoc/>
    public string Name => _data.Name;

    /// <inheritdoc/>
    public string Description => _data.Kind == TargetKind.Class
        ? $"{_data.Name}, in the order of its rows"
        : $"{_data.Name}, in the order of its rows: is the number above the mean of the {NumbersBefore} before it?";

    /// <summary>Number of items.</summary>
    public int Items => _rows.Length;

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <inheritdoc/>
    public StreamItems Open(ulong seed) => new Rows(this);

    private static int[] Above(float[] numbers)
    {
        int[] labels = new int[Math.Max(0, numbers.Length - 1)];
        double sum = 0;
        for (int i = 1; i < numbers.Length; i++)
        {
            sum += numbers[i - 1] - (i > NumbersBefore ? numbers[i - 1 - NumbersBefore] : 0);
            labels[i - 1] = numbers[i] > sum / Math.Min(i, NumbersBefore) ? 1 : 0;
        }
        return labels;
    }

    private sealed class Rows(TableSource source) : StreamItems
    {
        private int _next;

        public override int Features => source._data.Features;

        public override int Classes => source.Classes;

        public override bool Next(Span<float> features, out int label)
        {
            if (_next == source._rows.Length)
            {
                label = -1;
                return false;
            }
            source._data.Row(source._rows[_next]).CopyTo(features);
            label = source._labels[_next++];
            return true;
        }
    }
}
