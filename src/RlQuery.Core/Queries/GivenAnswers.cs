using RlQuery.Core.Tasks;

namespace RlQuery.Core.Queries;

/// <summary>An oracle that knows the answers that it was given, in their order.</summary>
/// <param name="units">Number of units of an item.</param>
internal sealed class GivenAnswers(int units) : IOracle
{
    private readonly Dictionary<int, double[]> _known = [];

    /// <summary>Number of units of an item.</summary>
    public int Units => units;

    /// <summary>Stores the answer of an item; a later answer replaces it.</summary>
    public void Tell(int item, double[] answer) => _known[item] = answer;

    /// <summary>The answer of an item that was told.</summary>
    public double[] Of(int item) => _known[item];

    /// <inheritdoc/>
    public double CostOf(int item) => 1;

    /// <inheritdoc/>
    public void Ask(int item, Span<double> answer) => _known[item].CopyTo(answer);
}
