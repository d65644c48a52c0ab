using RlQuery.Core.Statistics;
using RlQuery.Studies.Logged;

namespace RlQuery.Studies.Tests.Logged;

/// <summary>An estimate and what is true.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Seed">Seed of the session.</param>
/// <param name="Estimate">The estimate.</param>
/// <param name="Truth">The true gain per query, found by trying every row that could have been asked for.</param>
internal sealed record TruthRow(string Data, int Seed, LoggedRow Estimate, double Truth)
{
    public bool HasInterval => double.IsFinite(Estimate.Robust.Lower);

    public bool IsHeld => Holds(Estimate.Robust);

    public bool Holds(MeanInterval one) => one.Lower <= Truth && Truth <= one.Upper;
}
