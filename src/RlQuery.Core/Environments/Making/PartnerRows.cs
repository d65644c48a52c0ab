using RlQuery.Core.Numerics;
using RlQuery.Core.Tasks;

namespace RlQuery.Core.Environments.Making;

/// <summary>Towards which rows of the pool rows are made.</summary>
/// <remarks>
/// The partner has no answer, so a made row stays in the half of the way that is nearer to its origin: H. Zhang, M. Cisse, Y. Dauphin and D. Lopez-Paz, "mixup:
/// Beyond Empirical Risk Minimization" (2018), with the label of the nearer row alone. With near partners it is SMOTE (N. Chawla and others, 2002), whose
/// partners have to be of the same class.
/// </remarks>
internal static class PartnerRows
{
    private const int Neighbours = 5;
    private const string Nearest = "neighbours";
    private const string Any = "mixup";
    private const string None = "copies";

    /// <summary>Names of the methods.</summary>
    public static IReadOnlyList<string> Methods { get; } = [Nearest, Any, None];

    /// <summary>The rows among which the partner of a row is drawn, in an order that is not that of the pool.</summary>
    /// <param name="method">One of <see cref="Methods"/>.</param>
    /// <param name="items">The rows of the pool.</param>
    /// <param name="row">The row.</param>
    /// <returns>Rows of the pool; the row itself where there is no other, and with copies.</returns>
    public static int[] Of(string method, Items items, int row)
    {
        if (method == None || items.Count == 1)
        {
            return [row];
        }
        IEnumerable<int> others = Enumerable.Range(0, items.Count).Where(other => other != row);
        return method == Any
            ? [.. others.OrderBy(other => items.Rows[other])]
            : [.. others.OrderBy(other => VectorMath.SquaredDistance(items.Features.Row(row), items.Features.Row(other)))
                .ThenBy(other => items.Rows[other]).Take(Neighbours)];
    }
}
