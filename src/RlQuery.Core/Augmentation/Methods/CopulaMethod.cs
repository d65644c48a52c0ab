using RlQuery.Core.Data;
using RlQuery.Core.Numerics;

namespace RlQuery.Core.Augmentation.Methods;

/// <summary>Draws rows from a Gaussian copula of the class with the distribution that each column has in it.</summary>
internal sealed class CopulaMethod : IRowMethod
{
    /// <inheritdoc/>
    public string Name => "copula";

    /// <inheritdoc/>
    public string Description => "each column as it is distributed in the class, with the rank correlations of the class";

    /// <inheritdoc/>
    public int FewestRows => 2;

    /// <inheritdoc/>
    public string? FaultOf(Table features) => RowMethods.FaultOfFree(features);

    /// <inheritdoc/>
    public Func<Pcg64, MadeCells?> Begin(ClassRows rows)
    {
        IMarginal[] marginals = [.. rows.Features.Columns.Select(column => Marginal(column, rows.Rows))];
        var copula = new GaussianCopula([.. marginals.Select(marginal => NormalScores.Of(marginal.Ranked))], rows.Rows.Length);
        double[] shares = new double[marginals.Length];
        return random =>
        {
            copula.Draw(random, shares);
            return new MadeCells([.. marginals.Select((marginal, i) => marginal.CellAt(shares[i]))], []);
        };
    }

    private static IMarginal Marginal(TableColumn column, int[] rows) =>
        column.Kind == ColumnKind.Numeric ? new NumberMarginal(new NumberForm(column), rows) : new CategoryMarginal(column, rows);

    /// <summary>How one column is distributed.</summary>
    private interface IMarginal
    {
        /// <summary>For each row of the class a number that orders it.</summary>
        double[] Ranked { get; }

        /// <summary>The cell at a share of the distribution.</summary>
        string? CellAt(double share);
    }

    // A missing cell is less than every number.
    private sealed class NumberMarginal : IMarginal
    {
        private readonly NumberForm _form;
        private readonly double[] _sorted;
        private readonly double _missing;

        public NumberMarginal(NumberForm form, int[] rows)
        {
            _form = form;
            double?[] numbers = [.. rows.Select(form.NumberOf)];
            _sorted = [.. numbers.OfType<double>().Order()];
            _missing = 1 - ((double)_sorted.Length / rows.Length);
            Ranked = [.. numbers.Select(number => number ?? double.NegativeInfinity)];
        }

        public double[] Ranked { get; }

        public string? CellAt(double share) => share < _missing || _sorted.Length == 0 ? null
            : _form.TextOf(NormalScores.Quantile(_sorted, (share - _missing) / (1 - _missing)));
    }

    // The most frequent one first (N. Patki, R. Wedge and K. Veeramachaneni, "The Synthetic Data Vault", 2016).
    private sealed class CategoryMarginal : IMarginal
    {
        private readonly string?[] _sorted;

        public CategoryMarginal(TableColumn column, int[] rows)
        {
            string?[] cells = [.. rows.Select(column.CellOf)];
            string?[] order = [.. cells.GroupBy(cell => cell).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Key)];
            Ranked = [.. cells.Select(cell => (double)Array.IndexOf(order, cell))];
            _sorted = [.. cells.OrderBy(cell => Array.IndexOf(order, cell))];
        }

        public double[] Ranked { get; }

        public string? CellAt(double share) => _sorted[Math.Min((int)(share * _sorted.Length), _sorted.Length - 1)];
    }
}
