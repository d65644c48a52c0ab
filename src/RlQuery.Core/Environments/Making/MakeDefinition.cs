using System.Globalization;

namespace RlQuery.Core.Environments.Making;

/// <summary>How an environment makes rows of labelled rows: what they are like, what they cost and how much they count.</summary>
public sealed record MakeDefinition
{
    /// <summary>
    /// How rows are made: <c>neighbours</c>, between the labelled row and one of the five rows of the pool that are nearest to it; <c>mixup</c>, between it and
    /// any row of the pool; or <c>copies</c> of it as a control.
    /// </summary>
    /// <value>Default: <c>neighbours</c>.</value>
    public string Method { get; init; } = "neighbours";

    /// <summary>How many can be made of a row.</summary>
    /// <value>1..10. Default: 3.</value>
    public int PerRow { get; init; } = 3;

    /// <summary>What a made row costs, where a label costs 1.</summary>
    /// <value>0.001..1. Default: 0.1.</value>
    public double Price { get; init; } = 0.1;

    /// <summary>What a made row counts for the learner, where a labelled one counts 1.</summary>
    /// <value>More than 0, at most 1. Default: 1.</value>
    public double Weight { get; init; } = 1;

    /// <summary>All that it says, in a line.</summary>
    internal string Words => string.Create(CultureInfo.InvariantCulture, $"{Method} {PerRow} {Price} {Weight}");

    /// <summary>What is not allowed, a line each.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!PartnerRows.Methods.Contains(Method))
        {
            yield return $"method: {MessageText.Quote(Method)} is unknown; use {string.Join(", ", PartnerRows.Methods)}";
        }
        if (PerRow is < 1 or > 10)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"perRow: {PerRow} is not allowed; use 1..10");
        }
        if (!(Price >= 0.001 && Price <= 1))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"price: {Price} is not allowed; use 0.001..1");
        }
        if (!(Weight > 0 && Weight <= 1))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"weight: {Weight} is not allowed; use more than 0, at most 1");
        }
    }
}
