namespace RlQuery.Studies.Advice;

/// <summary>Chooses the model by its error on origins that it has not seen.</summary>
internal static class ModelChoice
{
    /// <summary>Number of queries by which models are compared: it was measured with the most runs.</summary>
    public const int Queries = 40;

    private static readonly string[][] DescriptorSets =
    [
        ["classes"], ["features"], ["classes", "features"], ["classes", "effective-dimensions"], ["classes", "embedded"], ["classes", "features", "rows"],
        [.. Descriptor.All.Select(descriptor => descriptor.Name)],
    ];

    private static readonly (string Method, double Strength)[] Methods =
        [(GainModel.Nearest, 5), (GainModel.Nearest, 10), (GainModel.Nearest, 20), (GainModel.Ridge, 1), (GainModel.Ridge, 10), (GainModel.Ridge, 100)];

    /// <summary>What is tried; the first is the mean of all sets.</summary>
    public static IReadOnlyList<GainModel> Candidates { get; } =
    [
        new GainModel(GainModel.Ridge, 1, []),
        .. DescriptorSets.SelectMany(names => Methods.Select(method => new GainModel(method.Method, method.Strength, names))),
    ];

    /// <summary>The candidate with the smallest error over all kinds of gain; of equal ones the first.</summary>
    public static GainModel Best(IReadOnlyList<MeasuredSet> sets)
    {
        double[] ofMean = Errors(Candidates[0], sets);
        return Candidates.MinBy(model => Errors(model, sets).Zip(ofMean, (own, mean) => own / mean).Sum())!;
    }

    /// <summary>The root of the mean squared error with each origin left out in turn, of each kind of gain.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sets">Measured sets; those without a gain are passed over.</param>
    public static double[] Errors(GainModel model, IReadOnlyList<MeasuredSet> sets)
    {
        GainKind[] kinds = Enum.GetValues<GainKind>();
        MeasuredSet[] known = [.. sets.Where(set => kinds.All(kind => set.Gain(kind, Queries) is not null))];
        double[][] gains = Array.ConvertAll(known, set => Array.ConvertAll(kinds, kind => set.Gain(kind, Queries)!.Value));
        double[] squares = new double[kinds.Length];
        for (int held = 0; held < known.Length; held++)
        {
            int[] others = [.. Enumerable.Range(0, known.Length).Where(place => known[place].Origin != known[held].Origin)];
            double[] weights = model.Weights(Array.ConvertAll(others, place => known[place].Table), known[held].Table);
            for (int kind = 0; kind < kinds.Length; kind++)
            {
                squares[kind] += Math.Pow(gains[held][kind] - others.Zip(weights, (place, weight) => weight * gains[place][kind]).Sum(), 2);
            }
        }
        return Array.ConvertAll(squares, sum => Math.Sqrt(sum / known.Length));
    }
}
